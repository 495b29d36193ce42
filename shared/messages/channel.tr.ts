import type { Messages } from './en.ts'

export const channelTr: Messages['channel'] = {
  draftSubject: ({ partner, provider }) => `${partner} ve ${provider}: bayi ilişkisi isteği`,
  draftOpening: ({ partner, provider }) => `${partner} ve sağlayıcısı ${provider} bayiniz olmak istiyor. Karar sizin:`,
  draftPrivileges: 'Bayi süreli yönetici ayrıcalıkları da istiyor; bunları siz seçersiniz.',
  asks: ({ partner, provider }) => `${partner} ve sağlayıcısı ${provider} bayiniz olmak istiyor`,
  asksYou: ({ partner, provider }) =>
    `${partner} ve sağlayıcısı ${provider} bayiniz olmak istiyor: karar verebilir misiniz?`,
  preheader: ({ partner, provider, until }) =>
    `${partner} ve sağlayıcısı ${provider} bayiniz olmak istiyor. Yanıt için son tarih: ${until}.`,
  become: ({ partner, provider }) =>
    `${partner} bayilerinizden biri olur ve kendisinden sipariş ettiğiniz hizmetleri sağlayabilir. Sağlayıcısı ${provider} ile de ilişkiniz olur; başka biri belirlenmediyse destek için ona başvurursunuz. Diğer bayileriniz değişmez.`,
  noPrivileges: 'İkisi de yönetici ayrıcalığı almaz.',
  privileges: ({ partner, provider }) =>
    `Yönetici ayrıcalıkları yalnızca ${partner} içindir; ${provider} hiçbir ayrıcalık almaz.`,
  decide: ({ partner, provider }) => `Karar: ${partner} ve sağlayıcısı ${provider} tarafından gelen istek`,
  accepted: ({ partner, provider }) => `${partner} ve sağlayıcısı ${provider} artık bayiniz`,
  receiptSubject: ({ partner, provider }) => `Onay belgeniz: ${partner} ve sağlayıcısı ${provider}`,
  receiptText: ({ partner, provider }) =>
    `${partner}, ${provider} adına satış yapar; bu nedenle sağlayıcısı olarak ${provider} ile ilişkiyi de onayladınız. Yönetici ayrıcalıkları yalnızca ${partner} içindir.`,
}
