import type { Messages } from './en.ts'

// short sentences: percent-encoded in a mailto: address a Turkish letter takes six characters
export const draftTr: Messages['draft'] = {
  subject: ({ partner }) => `${partner}: bayi ilişkisi isteği`,
  greeting: ({ name }) => `Merhaba ${name},`,
  greetingWithoutName: 'Merhaba,',
  opening: ({ partner }) => `${partner} bayiniz olmak istiyor. Okuyup karar vermek için:`,
  privileges: 'Süreli yönetici ayrıcalıkları da istiyor; hangilerini vereceğinizi siz seçersiniz.',
  noPrivileges: 'Yönetici ayrıcalığı istemiyor.',
  decision: 'Kuruluşunuzun bir yöneticisi oturum açıp yanıt verir. Reddedebilirsiniz.',
}

export const invitationMailTr: Messages['invitationMail'] = {
  header: 'Bir bayiden istek',
  preheader: ({ partner, until }) => `${partner} bayiniz olmak istiyor. Yanıt için son tarih: ${until}.`,
  heading: ({ partner }) => `${partner} bayiniz olmak istiyor`,
  opening: 'Karar sizin. Kuruluşunuzun bir yöneticisi oturum açıp isteği okumadan ve onaylamadan hiçbir şey olmaz.',
  facts: {
    partner: 'Bayi',
    domain: 'Doğrulanmış alan adı',
    country: 'Ülke',
    provider: 'Adına sattığı sağlayıcı',
    contact: 'İlgili kişi',
    email: 'E-posta',
    phone: 'Telefon',
    customer: 'Kimden isteniyor',
    privileges: 'Yönetici ayrıcalıkları',
    until: 'Son yanıt tarihi',
  },
  privilegesAsked: ({ count, days }) => `${count} rol, ${days} gün süreyle`,
  privilegesNotAsked: 'Yok',
  messageFrom: ({ partner }) => `${partner} tarafından yazılan mesaj`,
  linkIsBelow: '(bağlantı aşağıda)',
  button: 'Oku ve karar ver',
  buttonOpens: ({ portal }) =>
    `Kuruluşunuzu şu portalda yönetenler içindir: ${portal}. Sayfayı açmak hiçbir şeyi onaylamaz.`,
  ifYes: {
    title: 'Onaylarsanız',
    reseller: ({ partner }) =>
      `${partner} bayilerinizden biri olur ve kendisinden sipariş ettiğiniz hizmetleri sağlayabilir. Diğer bayileriniz değişmez.`,
    noPrivileges: 'Yönetici ayrıcalığı almaz.',
    privileges: ({ days }) =>
      `Aşağıdaki yönetici ayrıcalıklarını ${days} gün süreyle alır. İstemediklerinizi çıkarabilir, süreyi kısaltabilir veya hiçbirini vermeden onaylayabilirsiniz; verdiklerinizi sonradan geri alabilirsiniz.`,
    autoExtend: 'Sürenin kendiliğinden uzaması da isteniyor; bunu reddedebilirsiniz.',
    risk: ({ risk }) => `Risk düzeyi: ${risk}`,
  },
  notIncluded: {
    title: 'Neler dahil değil',
    noPrivileges: 'Yönetici ayrıcalığı yok: kişilerinize, ayarlarınıza, e-postalarınıza ve dosyalarınıza erişemez.',
    onlyThese: 'Yukarıdakilerden başka yönetici ayrıcalığı yok; süre bitince onlar da sona erer.',
    noPurchase: 'Satın alma yok: onaylamak sipariş değildir, ücreti yoktur.',
    noExclusivity:
      'Tek bayi zorunluluğu yok: birden çok bayiniz olabilir, bu ilişkinin sona ermesini isteyebilirsiniz.',
  },
  genuine: {
    title: 'Bunun gerçek olduğunu nasıl anlarım?',
    operator: ({ operator, partner, domain }) =>
      `Bu hizmeti ${operator} işletiyor. ${partner} hizmete onun onayıyla katıldı; ${domain} alan adını da o doğruladı.`,
    password:
      'Kimse sizden e-postayla veya telefonla parola istemez. Parolanızı yalnızca her zaman kullandığınız oturum açma sayfasında girin.',
    phone: ({ partner }) =>
      `Kuşkunuz varsa ${partner} ile önceden bildiğiniz bir numaradan görüşün; bu e-postadaki numarayı aramayın.`,
    signIn:
      'Kuruluşunuzu oturum açmanız kanıtlar. Onaylamadan önce sayfa, hangi kuruluş adına karar verdiğinizi gösterir.',
  },
  fallback: {
    title: 'Düğme çalışmazsa',
    link: 'Bu bağlantıyı tarayıcınıza kopyalayın:',
    code: ({ url }) => `Ya da ${url} adresini açıp şu kodu yapıştırın:`,
  },
  footer: {
    why: ({ operator, sender, email }) =>
      `Bu e-posta ${operator} tarafından ${email} adresine gönderildi. Nedeni: ${sender} karar için sizi gösterdi.`,
    reply: ({ contact }) => `Yanıtlar ${contact} adlı kişiye gider.`,
    ignore:
      'Bir şey yapmazsanız istek kendiliğinden sona erer. Karar sizde değilse sayfadan bir iş arkadaşınıza iletebilirsiniz.',
  },
}
