import type { Messages } from './en.ts'

export const rolesTr: Messages['roles'] = {
  AP: {
    name: 'Uygulama Yöneticisi',
    allows:
      'Kuruluşunuza bağlanan uygulamaları ekleyebilir, tümünü yönetebilir ve istedikleri izinlerin çoğunu onaylayabilir.',
    notIncluded: 'Kişileri, lisansları veya faturalamayı yönetemez.',
  },
  AU: {
    name: 'Kimlik Doğrulama İlkesi Yöneticisi',
    allows:
      'Herkesin nasıl oturum açacağını belirleyebilir: izin verilen yöntemler, çok faktörlü doğrulama ve parola kuralları.',
    notIncluded: 'Kimsenin parolasını veya kişisel oturum açma yöntemlerini sıfırlayamaz.',
  },
  BI: {
    name: 'Faturalama Yöneticisi',
    allows: 'Abonelik satın alabilir, değiştirebilir, iptal edebilir; ödemeleri yönetebilir ve destek talebi açabilir.',
    notIncluded: 'Kişileri yönetemez, e-postaları ve dosyaları okuyamaz.',
  },
  CA: {
    name: 'Cloud App Security Yöneticisi',
    allows:
      'Defender for Cloud Apps hizmetini yönetebilir: hangi bulut uygulamalarının izlendiği, ilkeleri ve uyarıları.',
    notIncluded: 'Kişileri, parolaları veya lisansları yönetemez.',
  },
  CD: {
    name: 'Bulut Cihazı Yöneticisi',
    allows:
      'Dizininizdeki cihazları etkinleştirebilir, devre dışı bırakabilir, silebilir ve BitLocker kurtarma anahtarlarını okuyabilir.',
    notIncluded: 'Cihazların kendi ayarlarını değiştiremez.',
  },
  DN: {
    name: 'Etki Alanı Adı Yöneticisi',
    allows:
      'Alan adlarınızı ekleyebilir, doğrulayabilir, kaldırabilir ve bu adları kullananların nasıl oturum açacağını belirleyebilir.',
    notIncluded: 'E-postaları veya dosyaları okuyamaz, lisans atayamaz.',
  },
  EX: {
    name: 'Exchange Yöneticisi',
    allows:
      'Tüm posta kutularını ve e-posta ayarlarını, posta kutularını kimlerin açabileceğini ve ortak e-posta gruplarını yönetebilir.',
    notIncluded: 'Parola sıfırlayamaz, lisans atayamaz.',
  },
  GR: {
    name: 'Genel Okuyucu',
    allows: 'Genel Yöneticinin gördüğü ayar ve raporların neredeyse tümünü görebilir.',
    notIncluded: 'Hiçbir şeyi değiştiremez.',
  },
  IN: {
    name: 'Intune Yöneticisi',
    allows:
      'Bilgisayarları ve telefonları yönetebilir: kurallar, uygulamalar, kilitleme ve silme; kişi ve cihaz gruplarını da yönetebilir.',
    notIncluded: 'Kişilerin parolalarını sıfırlayamaz, posta kutularını açamaz.',
  },
  PA: {
    name: 'Ayrıcalıklı Kimlik Doğrulama Yöneticisi',
    allows: 'Genel Yöneticiler dahil herkesin parolasını ve oturum açma yöntemlerini sıfırlayabilir.',
    notIncluded: 'Tek başına başka hak vermez; ancak onunla her hesap ele geçirilebilir.',
  },
  PR: {
    name: 'Ayrıcalıklı Rol Yöneticisi',
    allows: 'Kendisi dahil herkese her yönetici rolünü verebilir ve uygulamaların istediği her izni onaylayabilir.',
    notIncluded: 'Çoğu parolayı kendisi sıfırlayamaz; ancak bunu yapabilen bir rolü kendine verebilir.',
  },
  SE: {
    name: 'Güvenlik Yöneticisi',
    allows: 'Güvenliği yönetebilir: ayarlar, oturum açma kuralları, uyarılar ve raporlar.',
    notIncluded: 'Parola sıfırlayamaz, lisans atayamaz, faturalamayı değiştiremez.',
  },
  SH: {
    name: 'SharePoint Yöneticisi',
    allows:
      'Tüm SharePoint sitelerini ve OneDrive alanlarını yönetebilir: ayarlar, paylaşım ve dosyaları kimlerin açabileceği.',
    notIncluded: 'Kişilerin posta kutularını açamaz, parola sıfırlayamaz.',
  },
  TE: {
    name: 'Teams Yöneticisi',
    allows: 'Teams hizmetini yönetebilir: ekipler ve üyeleri, toplantılar, aramalar, telefon numaraları ve ayarlar.',
    notIncluded: 'Özel sohbetleri okuyamaz, parola sıfırlayamaz.',
  },
  US: {
    name: 'Kullanıcı Yöneticisi',
    allows:
      'Kişi ve grup ekleyebilir, değiştirebilir, kaldırabilir; lisans atayabilir; çoğu yönetici dışında parolaları sıfırlayabilir.',
    notIncluded: 'Genel Yöneticilerin hesaplarını ele geçiremez, satın alma yapamaz.',
  },
  GL: {
    name: 'Genel Yönetici',
    allows: 'Her şeyi yapabilir: tüm ayarlar, tüm kişiler, tüm veriler ve tüm roller.',
    notIncluded: 'Kapsam dışı bir şey yoktur: bu, tam denetimdir.',
  },
  HE: {
    name: 'Yardım Masası Yöneticisi',
    allows:
      'Yönetici olmayanların parolalarını sıfırlayabilir, tüm oturumlarını kapatabilir ve destek talebi açabilir.',
    notIncluded: 'Kişi ekleyemez veya kaldıramaz, çoğu yöneticinin parolasını sıfırlayamaz.',
  },
  SS: {
    name: 'Hizmet Desteği Yöneticisi',
    allows: 'Sizin için destek talebi açıp izleyebilir ve hizmetlerinizin durumunu görebilir.',
    notIncluded: 'Ayarları, kişileri veya lisansları değiştiremez.',
  },
  LI: {
    name: 'Lisans Yöneticisi',
    allows: 'Kişilere ve gruplara lisans verebilir, verilenleri geri alabilir.',
    notIncluded: 'Lisans satın alamaz, kişi ekleyemez, parola sıfırlayamaz.',
  },
  AT: {
    name: 'Kimlik Doğrulama Yöneticisi',
    allows: 'Yönetici olmayanların parolalarını ve telefon gibi oturum açma yöntemlerini sıfırlayabilir.',
    notIncluded: 'Bunu Genel Yöneticiler ve diğer yöneticilerin çoğu için yapamaz.',
  },
  CL: {
    name: 'Bulut Uygulaması Yöneticisi',
    allows:
      'Kuruluşunuza bağlanan bulut uygulamalarını ekleyebilir, yönetebilir ve istedikleri izinlerin çoğunu onaylayabilir.',
    notIncluded: 'Kendi ağınızdaki uygulamaları dışarı açamaz (uygulama ara sunucusu), kişileri yönetemez.',
  },
  GO: {
    name: 'Grup Yöneticisi',
    allows:
      'Grupları, üyelerini ve kurallarını ekleyebilir, değiştirebilir, silebilir; ekiplerin ve sitelerin grupları da buna dahildir.',
    notIncluded: 'Kişi ekleyemez, parola sıfırlayamaz, yönetici rolü taşıyan grupları değiştiremez.',
  },
  PS: {
    name: 'Parola Yöneticisi',
    allows: 'Yönetici olmayanların parolalarını sıfırlayabilir.',
    notIncluded: 'Diğer oturum açma yöntemlerini ve kişilerin başka bilgilerini değiştiremez.',
  },
  DY: {
    name: 'Dynamics 365 Yöneticisi',
    allows: 'Dynamics 365 hizmetini yönetebilir: ortamlar, ayarlar ve erişim.',
    notIncluded: 'Posta kutularını, parolaları veya lisansları yönetemez.',
  },
  DB: {
    name: 'Dynamics 365 Business Central Yöneticisi',
    allows: 'Business Central ortamlarını yönetebilir: oluşturma, güncelleştirme, dışarı aktarma, silme ve uzantıları.',
    notIncluded: 'Diğer Dynamics 365 ürünlerini veya kişileri yönetemez.',
  },
  CO: {
    name: 'Uyumluluk Yöneticisi',
    allows: 'Verilerinizin saklanma, korunma ve denetlenme kurallarını belirleyebilir, raporları görebilir.',
    notIncluded: 'Kişileri, parolaları veya lisansları yönetemez.',
  },
  DR: {
    name: 'Dizin Okuyucuları',
    allows: 'Kişilerinizin, gruplarınızın ve uygulamalarınızın listesini temel bilgileriyle görebilir.',
    notIncluded: 'Hiçbir şeyi değiştiremez, e-postaları ve dosyaları okuyamaz.',
  },
  DW: {
    name: 'Dizin Yazarları',
    allows:
      'Kişi ekleyebilir, engelleyip açabilir; bilgilerini, oturum açma adlarını, lisanslarını ve grupları değiştirebilir.',
    notIncluded: 'Parola sıfırlayamaz, kişi silemez.',
  },
  SR: {
    name: 'Güvenlik Okuyucusu',
    allows: 'Güvenlik ayarlarını, uyarıları, oturum açma ve denetim raporlarını görebilir.',
    notIncluded: 'Hiçbir şeyi değiştiremez.',
  },
  SO: {
    name: 'Güvenlik Operatörü',
    allows: 'Güvenlik uyarılarını inceleyebilir ve gereğini yapabilir.',
    notIncluded: 'Güvenlik ilkelerini değiştiremez, parola sıfırlayamaz.',
  },
  CN: {
    name: 'Koşullu Erişim Yöneticisi',
    allows:
      'Kimin nereden ve hangi cihazla oturum açabileceğini belirleyebilir; yanlış bir kural herkesi dışarıda bırakabilir.',
    notIncluded: 'Kişileri, parolaları veya lisansları yönetemez.',
  },
  RR: {
    name: 'Rapor Okuyucusu',
    allows: 'Kullanım, oturum açma ve denetim raporlarını görebilir.',
    notIncluded: 'Ayarları göremez veya değiştiremez.',
  },
  MC: {
    name: 'İleti Merkezi Okuyucusu',
    allows: 'Hizmetlerinizdeki değişikliklerin duyurularını, kişi ve grup listesini okuyabilir.',
    notIncluded: 'Hiçbir şeyi değiştiremez, destek talebi açamaz.',
  },
  PP: {
    name: 'Power Platform Yöneticisi',
    allows:
      'Power Platform ve Dynamics 365 hizmetlerini yönetebilir: ortamlar, uygulamalar, akışlar ve veri kuralları.',
    notIncluded: 'Posta kutularını, parolaları veya lisansları yönetemez.',
  },
  FA: {
    name: 'Fabric Yöneticisi',
    allows: 'Fabric ve Power BI hizmetlerini yönetebilir: ayarlar, çalışma alanları, kapasite ve rapor erişimi.',
    notIncluded: 'Posta kutularını, parolaları veya lisansları yönetemez.',
  },
  AI: {
    name: 'Yapay Zeka Yöneticisi',
    allows: 'Copilot ve diğer yapay zeka hizmetlerini yönetebilir: ayarlar, aracılar ve kullanım raporları.',
    notIncluded: 'Kişileri, parolaları veya lisansları yönetemez.',
  },
}
