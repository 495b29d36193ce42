import type { Messages } from './en.ts'

export const remindersTr: Messages['reminders'] = {
  reminder: {
    subject: ({ partner, days }) => `Hatırlatma: ${partner} isteğini yanıtlamak için ${days} gün kaldı`,
    heading: ({ partner }) => `${partner} hâlâ yanıtınızı bekliyor`,
    opening: ({ until }) =>
      `Aşağıdaki isteğin son yanıt tarihi: ${until}. Karar sizin; bir şey yapmazsanız istek kendiliğinden sona erer.`,
  },
  forwarded: {
    subject: ({ partner }) => `${partner} bayiniz olmak istiyor: karar verebilir misiniz?`,
    heading: ({ partner }) => `${partner} bayiniz olmak istiyor`,
    opening: ({ by }) =>
      `${by} bu isteği aldı, tek başına karar veremediği için size iletti. Kuruluşunuzun bir yöneticisi oturum açıp isteği okumadan ve onaylamadan hiçbir şey olmaz.`,
    someone: 'Bir iş arkadaşınız',
    why: ({ operator, email, by }) =>
      `Bu e-posta ${operator} tarafından ${email} adresine gönderildi. Nedeni: ${by} karar için sizi gösterdi.`,
  },
}

export const noticesTr: Messages['notices'] = {
  header: { partner: 'Müşterilerinizle ilgili haber', customer: 'Bayilerinizle ilgili haber' },
  button: { partner: 'Konsolda aç', customer: 'Bayilerimi göster' },
  note: {
    partner: 'Her zamanki gibi oturum açarsınız. Bu e-posta kendiliğinden hiçbir şeyi değiştirmez.',
    customer: 'Her zamanki gibi oturum açarsınız. Her bayinin neler yapabildiğini orada görür ve değiştirebilirsiniz.',
  },
  why: {
    partner: ({ operator, partner }) =>
      `${operator} bu e-postayı ${partner} kuruluşunun ilgili kişisine ve isteği gönderene yollar.`,
    customer: ({ operator, email }) =>
      `${operator} bu e-postayı ${email} adresine yollar; kuruluşunuz adına bayiyi bu kişi onayladı.`,
  },
  facts: {
    customer: 'Müşteri',
    recipient: 'Alıcı',
    organisation: 'Kanıtlanan kuruluş',
    tenant: 'Kiracı kimliği',
    partner: 'Bayi',
    domain: 'Doğrulanmış alan adı',
    provider: 'Bağlı olduğu sağlayıcı',
    support: 'Destek ilgilisi',
    when: 'Zaman',
    who: 'Kim',
    reference: 'Referansınız',
    invitation: 'Davet',
    asked: 'İstenen',
    granted: 'Verilen',
    grantedOnceConfirmed: ({ partner }) => `${partner} doğruladığında verilecek`,
    ended: 'Sona eren',
    withheld: 'Onayınızla verilecek',
    roles: 'Yönetici ayrıcalıkları',
    until: 'Bitiş',
    agreement: 'Müşteri sözleşmesi',
    agreementHash: 'Metninin SHA-256 özeti',
    shownHash: 'Gösterilenin SHA-256 özeti',
    history: 'Geçmişin son kaydı',
    reason: 'Neden',
    proposedDay: 'Önerilen son gün',
    agreedDay: 'Kararlaştırılan son gün',
  },
  none: 'Yok',
  rolesFor: ({ roles, days }) => `${roles}, ${days} gün süreyle`,
  rolesUntil: ({ roles, date }) => `${roles}, ${date} tarihine kadar`,
  extending: ({ terms }) => `${terms}, kendiliğinden uzar`,
  entry: ({ seq, hash }) => `Kayıt ${seq}: ${hash}`,
  theirWords: ({ customer }) => `Yazan: ${customer}`,
  accepted: {
    subject: ({ customer }) => `${customer} onayladı`,
    text: ({ customer }) => `${customer} artık Müşteriler sayfanızda.`,
    less: 'İstediğinizden azı verildi. Bu müşterinin hakkıdır; ilişki yine de kuruldu.',
    unconfirmed:
      'Onaylayan kuruluş, yazdığınız kuruluş değil. “Bu benim müşterim” düğmesine basana kadar yönetici ayrıcalığınız olmaz ve hizmet sağlayamazsınız. Bu kuruluşu tanımıyorsanız reddedin.',
  },
  declined: {
    subject: ({ customer }) => `${customer} reddetti`,
    text: 'İstek kapandı, bağlantısı artık çalışmıyor. Yeni bir davetle yeniden sorabilirsiniz.',
  },
  'not-us': {
    subject: ({ customer }) => `${customer}: istek yanlış kişilere ulaşmış olabilir`,
    text: ({ domain }) =>
      `İsteği açan biri kendileri için olmadığını bildirdi. Kuruluşu: ${domain}. İstek açık kalır; adres yanlışsa geri çekin.`,
    unknown: 'başka bir kuruluş',
  },
  expired: {
    subject: ({ customer }) => `${customer} zamanında yanıtlamadı`,
    text: 'İsteğin süresi doldu, bağlantısı artık çalışmıyor. Yeniden gönderebilirsiniz: yeni bir bağlantısı olur.',
  },
  bounced: {
    subject: ({ customer }) => `E-posta teslim edilemedi: ${customer}`,
    text: 'İstek açık kalır. Adresi denetleyin; yanlışsa isteği geri çekip yenisini gönderin. Bağlantıyı kendiniz de verebilirsiniz.',
  },
  'fresh-link-requested': {
    subject: ({ customer }) => `${customer} yeni bir bağlantı istiyor`,
    text: 'Bu isteğin bir bağlantısını elinde tutan biri yenisini istiyor. Yanıtlamasını istiyorsanız isteği yeniden gönderin.',
  },
  'support-end-proposed': {
    subject: {
      partner: ({ customer, date }) => `${customer}, destek sorumluluğunuzun ${date} tarihinde bitmesini öneriyor`,
      customer: ({ partner, date }) =>
        `${partner}, size karşı destek sorumluluğunun ${date} tarihinde bitmesini öneriyor`,
    },
    open: {
      partner: ({ customer }) =>
        `Siz de bir tarih önermedikçe hiçbir şey değişmez. Kabul ediyorsanız konsolda ${customer} sayfasını açıp bir son gün girin. İki tarihten geç olanı, o günün sonuna kadar (UTC) geçerlidir.`,
      customer: ({ partner }) =>
        `Kuruluşunuz da bir tarih önermedikçe hiçbir şey değişmez. Kabul ediyorsanız bayileriniz arasından ${partner} sayfasını açıp bir son gün girin. İki tarihten geç olanı, o günün sonuna kadar (UTC) geçerlidir.`,
    },
    agreed: ({ date }) =>
      `Artık iki taraf da bir tarih önerdi. Sorumluluk ${date} tarihinde, günün sonunda (UTC) biter.`,
    change: {
      partner: ({ customer }) => `O güne kadar konsoldaki ${customer} sayfasında başka bir tarih önerebilirsiniz.`,
      customer: ({ partner }) => `O güne kadar ${partner} sayfasında başka bir tarih önerebilirsiniz.`,
    },
  },
  'end-requested': {
    subject: ({ customer }) => `${customer} ilişkinin sona ermesini istiyor`,
    text: 'Sona ermesine neyin engel olduğunu müşterinin sayfasında görür, ilişkiyi orada kaldırabilirsiniz.',
  },
  'end-request-withdrawn': {
    subject: ({ customer }) => `${customer} ilişkinin sona ermesini artık istemiyor`,
    text: 'Müşteri isteğini geri aldı. İlişki sürüyor, sizin bir şey yapmanız gerekmiyor.',
  },
  'agreement-requested': {
    subject: ({ partner }) => `${partner} yeni müşteri sözleşmesini kabul etmenizi istiyor`,
    text: ({ partner, version }) =>
      `${version} sürümü yürürlükte. Kuruluşunuzun bir yöneticisi onu kabul edene kadar ${partner} size yeni bir şey sağlayamaz. Var olanlar olduğu gibi kalır.`,
    button: 'Sözleşmeyi oku',
    note: 'Her zamanki gibi oturum açarsınız. Kabul etmeden önce sözleşmeyi okursunuz.',
  },
  'agreement-receipt': {
    subject: ({ version }) => `Onay belgeniz: müşteri sözleşmesi, sürüm ${version}`,
    text: 'Bu e-postayı saklayın. Kuruluşunuzun hangi metni kabul ettiğini, kimin ve ne zaman kabul ettiğini kanıtlar.',
    button: 'Sözleşmeyi gör',
    note: 'Her zamanki gibi oturum açarsınız. Başka bir şey yapmanız gerekmez.',
    why: ({ operator, email }) => `${operator} bunu, kabul sırasında verilen ${email} adresine gönderir.`,
  },
  agreementOpen: ({ version }) =>
    `Müşteri sözleşmesinin ${version} sürümü yürürlükte ve kuruluşunuz onu henüz kabul etmedi. Bayilerinizin sayfasında, “Müşteri sözleşmesi” altında bulabilirsiniz.`,
  receipt: {
    subject: ({ partner }) => `Onay belgeniz: ${partner}`,
    text: ({ partner }) =>
      `Bu e-postayı saklayın. Size ne gösterildiğini, neyi onayladığınızı ve ${partner} adlı bayiye ne verdiğinizi kanıtlar.`,
    renewed: ({ partner }) =>
      `Bu e-postayı saklayın. ${partner} ile ilişkiniz zaten vardı. Bu belge, yeniden ne verdiğinizi kanıtlar.`,
    unconfirmed: ({ partner }) =>
      `${partner} kuruluşunuzun müşterisi olduğunu henüz doğrulamadı. Bundan önce hiçbir şey başlamaz.`,
    lapses: ({ partner, date }) =>
      `${partner} şu tarihe kadar doğrulamazsa onayınız geçersiz olur ve size bildirilir: ${date}. Onayınızı bayilerinizin sayfasında geri çekebilirsiniz.`,
    proof:
      'Harfli sayılar parmak izidir: her biri tek bir metne aittir. Geçmişin son kaydıyla herkes, ondan öncekilerin değişmediğini sonradan denetleyebilir.',
  },
  confirmed: {
    subject: ({ partner }) => `Onay belgeniz: ${partner} müşterisi olduğunuzu doğruladı`,
    text: ({ partner }) => `Bu e-postayı onay belgenizle birlikte saklayın. ${partner} ile ilişkiniz başladı.`,
    granted: 'Verdiğiniz yönetici ayrıcalıkları başladı. Onayladığınız tarihte sona erer.',
    expired: ({ date }) =>
      `İlişki yönetici ayrıcalıkları olmadan başlıyor: verdiğiniz ayrıcalıkların süresi doldu (${date}).`,
    none: 'Yönetici ayrıcalıkları olmadan başlıyor.',
  },
  lapsed: {
    subject: ({ partner, customer }) => `${partner}, ${customer}: onay geçersiz oldu`,
    partner:
      'Bu kuruluşun müşteriniz olduğu süresi içinde doğrulanmadı, bu nedenle hiçbir şey başlamadı. Müşterinizse ona yeni bir istek gönderin.',
    customer: ({ partner }) =>
      `${partner} kuruluşunuzun müşterisi olduğunu süresi içinde doğrulamadı. Hiçbir şey başlamadı, verdikleriniz de geçerli olmayacak.`,
  },
  withdrawn: {
    subject: ({ customer }) => `${customer} onayını geri çekti`,
    text: 'Kuruluş, siz doğrulamadan önce ilişkiyi bitirdi. Hiçbir şey başlamadı. Yeni bir istek gönderebilirsiniz.',
  },
  removed: {
    subject: ({ partner }) => `İlişki sona erdi: ${partner}`,
    text: ({ partner }) =>
      `${partner} artık kuruluşunuza erişemez, yönetici ayrıcalığı yoktur ve desteğinizden sorumlu değildir.`,
  },
  'became-provider': {
    subject: ({ customer, reseller }) => `${customer}, ${reseller} aracılığıyla müşteriniz oldu`,
    text: ({ customer, reseller }) =>
      `${customer}, ${reseller} tarafından gönderilen isteği onayladı. Artık bu müşterinin sağlayıcısısınız; onu Müşteriler sayfanızda bulabilirsiniz.`,
    renewed: ({ customer, reseller }) =>
      `Zaten müşteriniz olan ${customer}, ${reseller} tarafından gönderilen isteği onayladı. Bu müşteride artık ${reseller} için de sağlayıcısınız.`,
    unconfirmed: ({ reseller }) =>
      `Onaylayan kuruluş, ${reseller} tarafından yazılan kuruluş değil. ${reseller} onun müşteri olduğunu onaylayınca sağlayıcısı olursunuz.`,
    support: 'Destek ilgilisi de sizsiniz: müşteri yardıma ihtiyaç duyduğunda size başvurur.',
    privileges: ({ reseller }) =>
      `Bununla yönetici ayrıcalığı almazsınız. Müşterinin verdiği ayrıcalıklar yalnızca ${reseller} içindir.`,
    aReseller: 'bir bayiniz',
  },
  'ended-by-provider': {
    subject: ({ customer, provider }) => `${provider}, ${customer} ile ilişkinizi sona erdirdi`,
    text: ({ customer, provider }) =>
      `Sağlayıcınız ${provider}, ${customer} adlı müşteriyi kaldırdı; sizin ilişkiniz de sona erdi. Müşteriye artık erişemezsiniz, yönetici ayrıcalığınız yoktur ve desteğinden sorumlu değilsiniz.`,
  },
  'privileges-expiring': {
    subject: ({ partner, customer, days }) =>
      `${partner}, ${customer}: yönetici ayrıcalıkları ${days} gün sonra bitiyor`,
    partner: 'Hâlâ gerekliyse müşteriyi yeniden davet edin: aynı ilişki yeni ayrıcalıklar alır.',
    customer: 'Bir şey yapmazsanız kendiliğinden biter. İlişki sürer.',
    extends: { partner: 'Müşteri durdurmazsa kendiliğinden uzar.', customer: 'Siz durdurmazsanız kendiliğinden uzar.' },
  },
  'privileges-extended': {
    subject: ({ partner, customer }) => `${partner}, ${customer}: yönetici ayrıcalıkları uzatıldı`,
    partner: 'Müşteri kendiliğinden uzamayı onaylamıştı, dilediği zaman bitirebilir.',
    customer:
      'Kendiliğinden uzamayı onaylamıştınız. Dilediğiniz zaman bitirebilir veya ayrıcalıkları geri alabilirsiniz.',
  },
  'privileges-expired': {
    subject: ({ partner, customer }) => `${partner}, ${customer}: yönetici ayrıcalıkları sona erdi`,
    partner: 'İlişki sürer. Yeniden gerekirse müşteriyi yeniden davet edin.',
    customer: 'İlişki sürer. Bayiniz bu ayrıcalıkları artık kullanamaz.',
  },
  'privileges-revoked': {
    subject: ({ partner, customer }) => `${partner}, ${customer}: yönetici ayrıcalıkları geri alındı`,
    partner: 'Müşteri geri aldı. İlişki de destek sorumluluğunuz da sürer.',
    customer: 'Kuruluşunuzdan biri geri aldı. İlişki sürer; dilediğiniz zaman yeniden verebilirsiniz.',
    waiting: {
      partner: () =>
        'Müşteri, doğrulamanızı bekleyen ayrıcalıkları geri aldı. İlişkiyi yine de doğrulayabilirsiniz; bu durumda ayrıcalıklar olmadan başlar.',
      customer: ({ partner }) =>
        `Kuruluşunuz, doğrulama bekleyen ayrıcalıkları geri aldı. ${partner} doğrularsa ilişki bu ayrıcalıklar olmadan başlar.`,
    },
  },
}
