import type { AcceptWords } from './accept.en.ts'

export const acceptTr: AcceptWords = {
  paste: {
    title: 'Davetinizi açın',
    text: 'E-postadaki bağlantıyı açın ya da koddaki uzun harf ve rakam satırını yapıştırın; satır e-postanın sonuna yakındır.',
    label: 'Kod',
    hint: '92 karakterdir. Bağlantının tamamını da yapıştırabilirsiniz.',
    button: 'Daveti aç',
    wrong: 'Bu kod bizim değil. E-postadaki satırın tamamını kopyalayıp yeniden yapıştırın.',
    lost: 'Tarayıcınız daveti artık tutmuyor. E-postadaki bağlantıyı yeniden açın ya da kodu yapıştırın.',
    reading: 'Davet açılıyor ...',
  },
  request: {
    title: ({ partner }) => `${partner} bayiniz olmak istiyor`,
    lead: 'Karar sizin. Kuruluşunuzun bir yöneticisi oturum açıp onaylamadan hiçbir şey olmaz.',
    who: 'Kim istiyor?',
    facts: {
      partner: 'Bayi',
      domain: 'Doğrulanmış alan adı',
      country: 'Ülke',
      contact: 'İlgili kişi',
      provider: 'Adına sattığı sağlayıcı',
      recipient: 'Gönderilen adres',
      until: 'Son yanıt tarihi',
      portal: 'Portalınız',
      operator: 'Bu hizmetin işletmecisi',
    },
    what: 'Ne istiyor?',
    stays: ({ partner }) => `${partner} bayiniz olarak kalır.`,
    relationship: ({ partner }) =>
      `${partner} bayilerinizden biri olur ve sipariş ettiğiniz hizmetleri sağlayabilir. Diğer bayileriniz değişmez.`,
    noPrivileges:
      'Yönetici ayrıcalığı istemiyor: kişilerinizi, ayarlarınızı, e-postalarınızı ve dosyalarınızı göremez, değiştiremez.',
    privileges: ({ duration }) =>
      `Yönetici ayrıcalıkları, süre: ${duration}. İstemediklerinizi çıkarabilir, süreyi kısaltabilir veya hiçbirini vermeyebilirsiniz.`,
    extends: 'Siz reddetmezseniz her seferinde 180 gün uzatılır ve size her seferinde bildirilir.',
    risk: ({ risk }) => `Risk düzeyi: ${risk}`,
    notAllowed: 'Dahil olmayan:',
    renews: 'Sizin için ne değişiyor',
    renewsToday: 'Bugün',
    renewsAfter: 'Kabul ederseniz',
    renewsAdded: 'Yeni roller',
    renewsRemoved: 'Sona eren roller',
    none: 'yönetici ayrıcalığı yok',
    until: ({ date }) => `bitiş: ${date}`,
    signIn: 'Karar vermek için oturum aç',
    signInHint: 'İş hesabınızla. Oturum açmak henüz hiçbir şeye karar vermez.',
    goOn: 'Karara geç',
    another: 'Başka bir hesap kullan',
    signedInAs: ({ signInName }) => `Oturum açan: ${signInName}`,
    organisation: ({ domain, tenant }) => `Adına karar vereceğiniz kuruluş: ${domain} (kiracı ${tenant}).`,
  },
  decide: {
    title: ({ partner }) => `Karar: ${partner} tarafından gelen istek`,
    bound: 'Bağlanacak kuruluş',
    boundText: ({ domain, tenant }) => `${domain}, kiracı ${tenant}`,
    unproven:
      'Davet başka bir alan adına gönderilmişti. Onaylarsanız bayi önce müşterisi olduğunuzu doğrulamalıdır; o zamana kadar hiçbir şey almaz.',
    agreement: 'Müşteri sözleşmesi',
    agreementText: ({ title, version }) => `${title}, sürüm ${version}`,
    agreementRead: 'Metni oku',
    agreementAccepted: ({ version }) => `Kuruluşunuz müşteri sözleşmesinin ${version} sürümünü daha önce kabul etti.`,
    agree: 'Müşteri sözleşmesini kuruluşum adına kabul ediyorum',
    agreeMissing: 'Müşteri sözleşmesini kabul edin ya da isteği reddedin.',
    firstName: 'Ad',
    lastName: 'Soyadı',
    email: 'E-posta adresi',
    privileges: 'Hangi yönetici ayrıcalıklarını veriyorsunuz?',
    privilegesHint:
      'Vermek istemediğiniz rollerin işaretini kaldırın. Hiçbir rol seçmezseniz yönetici ayrıcalığı olmadan bayiniz olur.',
    renewalHint:
      'Vermek istemediğiniz rollerin işaretini kaldırın. Hiçbir rol seçmezseniz tüm yönetici ayrıcalıkları sona erer. İlişki sürer.',
    days: 'Kaç gün için?',
    daysHint: ({ most, until }) => `En çok ${most}, ${until} tarihine kadar.`,
    daysWrong: ({ most }) => `1 ile ${most} arasında bir gün sayısı girin.`,
    autoExtend: 'Ben durdurana kadar her seferinde 180 gün uzatılsın',
    accept: 'Onayla',
    declineTitle: 'Ya da reddedin',
    reason: 'Neden (bayi okur)',
    reasonHint: 'Yazmak zorunda değilsiniz.',
    block: 'Bu bayiyi engelle: e-postaları artık gelmez, istekleri onaylanamaz',
    decline: 'Reddet',
    changed: 'Siz okurken istekte bir şey değişti. Lütfen bir kez daha okuyun.',
    refused: 'Bu onaylanamıyor',
  },
  mayNot: {
    title: 'Hesabınız karar veremez',
    'role-not-held': ({ signInName }) =>
      `Oturum açan: ${signInName}. Bu hesapta Genel Yönetici gibi karar verebilen bir rol yok. İsteği böyle bir rolü olan iş arkadaşınıza iletin.`,
    'part-not-decidable': ({ signInName }) =>
      `Oturum açan: ${signInName}. Rolünüz bu istek için yeterli değil. İsteği bir Genel Yöneticiye iletin.`,
    'role-not-activated': ({ signInName }) =>
      `Oturum açan: ${signInName}. Karar verebilen bir rolünüz olabilir, ama şu an etkin değil. Etkinleştirin, sonra aşağıdan yeniden oturum açın.`,
    'roles-not-told': () =>
      'Oturumunuz hangi yönetici rollerine sahip olduğunuzu bildirmiyor. Bu sizin hatanız değil: hizmetin işletmecisinden düzeltmesini isteyin.',
    guest: ({ signInName }) =>
      `${signInName} konuk veya yetki verilmiş bir hesap. Yalnızca kuruluşun kendi hesapları karar verir.`,
    'membership-not-told': () =>
      'Oturumunuz kuruluşun üyesi olup olmadığınızı bildirmiyor. Bu sizin hatanız değil: hizmetin işletmecisinden düzeltmesini isteyin.',
    again: 'Yeniden oturum aç',
  },
  cannot: {
    title: 'Bu isteği kabul edemezsiniz',
    options: 'Reddet veya ilet',
    'customer-blocked': {
      text: ({ partner }) => `Kuruluşunuz ${partner} bayisini engelliyor.`,
      whatToDo: 'Önce engeli kaldırın. Bunu bir Genel Yönetici yapabilir.',
    },
    'self-invitation': {
      text: ({ partner, domain }) => `${domain}, ${partner} kuruluşunun kendisine ait.`,
      whatToDo: 'Yalnızca müşteri yanıtlayabilir. Müşterinin bir hesabıyla oturum açın.',
    },
    'cloud-mismatch': {
      text: ({ partner }) => `${partner} ile kuruluşunuz farklı bulutlarda.`,
      whatToDo: 'Kendi bulutunuzdaki bir bayiye sorun.',
    },
    'region-mismatch': {
      text: ({ partner, partnerCountry, country }) =>
        `${partner} (${partnerCountry}) ile kuruluşunuz (${country}) farklı bölgelerde.`,
      whatToDo: 'Kendi bölgenizdeki bir bayiye sorun.',
    },
    'country-without-region': {
      text: ({ partnerCountry, country }) =>
        `${country} veya ${partnerCountry}, bayilerin satış yapabildiği hiçbir bölgeye ait değil.`,
      whatToDo: 'Bu hizmetin işletmecisine sorun.',
    },
    'customer-country-unknown': {
      text: () => 'Oturumunuz kuruluşunuzun ülkesini bildirmiyor.',
      whatToDo: 'Bu hizmetin işletmecisinden düzeltmesini isteyin.',
    },
    'tenant-mismatch': {
      text: ({ partner, domain }) => `${partner} bu isteği ${domain} dışında bir kuruluşa gönderdi.`,
      whatToDo: 'O kuruluşun bir hesabıyla oturum açın ya da bayiden yeni bir istek göndermesini isteyin.',
    },
  },
  colleague: {
    title: 'Doğru kişi ben değilim',
    text: 'Aynı isteği kuruluşunuzdan bir iş arkadaşınıza gönderin.',
    email: 'İş arkadaşınızın e-posta adresi',
    name: 'İş arkadaşınızın adı',
    button: 'İlet',
    done: 'İstek iletildi',
    doneText: 'İş arkadaşınız isteği e-postayla alacak. Başka bir şey yapmanız gerekmez.',
    notUs: 'Bu bizim kuruluşumuz için değil',
    notUsText: 'Bayiye isteğin yanlış kişilere ulaştığını bildirin. İstek açık kalır.',
    note: 'Not',
    notUsButton: 'Bayiye bildir',
    notUsDone: ({ partner }) => `Bayiye bildirdik: ${partner}`,
    notUsDoneText: 'Bayi geri çekene kadar istek açık kalır. Başka bir şey yapmanız gerekmez.',
    back: 'İsteğe dön',
  },
  done: {
    acceptedTitle: ({ partner }) => `${partner} artık bayiniz`,
    acceptedOn: ({ date }) => `Onay zamanı: ${date}.`,
    unconfirmed: 'Bayi müşterisi olduğunuzu henüz doğrulamadı. O zamana kadar hiçbir şey almaz.',
    next: 'Şimdi ne olacak?',
    steps: [
      'Neyin gösterildiğini ve ne zaman onayladığınızı bildiren bir makbuzu e-postayla alırsınız.',
      'Bayi sizi Müşteriler sayfasında görür ve desteğinizden sorumlu olur.',
      'Yönetici ayrıcalıklarını istediğiniz zaman değiştirebilir veya geri alabilirsiniz.',
    ],
    partners: 'Bayilerinizi görün',
    declinedTitle: 'İsteği reddettiniz',
    declinedOn: ({ date }) => `Ret zamanı: ${date}.`,
    declinedText: ({ partner }) => `${partner} bilgilendirildi.`,
    declinedNext: 'Fikrinizi değiştirirseniz bayiden yeni bir istek göndermesini isteyin.',
  },
  dead: {
    'link-superseded': {
      title: 'Bu bağlantının yerine yenisi geldi',
      text: 'Bayi isteği yeniden gönderdi. En yeni e-postayı bulun ve oradaki bağlantıyı kullanın.',
    },
    'invitation-revoked': {
      title: 'Bu istek geri çekildi veya kapatıldı',
      text: 'Karar verilecek bir şey kalmadı. Bu bayiyi hâlâ istiyorsanız yeni bir istek göndermesini isteyin.',
    },
    'invitation-expired': {
      title: 'Yanıt süresi doldu',
      text: 'İstek zamanında yanıtlanmadı. Hiçbir şey olmadı.',
    },
    'invitation-already-decided': {
      title: 'İstek sonuçlandı',
      text: 'Kuruluş isteği daha önce yanıtladı. Kuruluşun çalışanları oturum açınca yanıtı görür.',
    },
    'not-found': {
      title: 'Bu bağlantı bir yere açılmıyor',
      text: 'E-posta programınız bağlantıyı kesmiş olabilir. Tamamını kopyalayın ya da e-postadaki kodu yapıştırın.',
    },
    'partner-not-active': {
      title: 'Bayi şu an onaylanamıyor',
      text: 'Hizmetin işletmecisi bayiyi askıya aldı. Ne zaman döneceğini bayiye sorabilirsiniz.',
    },
    signIn: 'Yanıtı görmek için oturum aç',
    paste: 'Kodu yapıştır',
    contact: 'İletişim',
    fresh: 'Bayiden yeni bağlantı iste',
    freshDone: 'İstendi. Yeni bağlantı gönderip göndermeyeceğine bayi karar verir.',
  },
  days: (n) => `${n} gün`,
}
