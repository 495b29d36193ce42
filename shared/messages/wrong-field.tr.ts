import type { ValueType, WrongField, WrongKind } from '../domain/wrong-field.ts'

const types: Record<ValueType, string> = {
  text: 'metin',
  number: 'sayı',
  'whole-number': 'tam sayı',
  'true-false': 'true ya da false',
  list: 'liste',
  object: 'nesne',
  null: 'null',
  other: 'başka bir değer',
}

type Words = (field: WrongField) => string

/** The same as in English, as a whole sentence without its full stop. */
const kinds: Record<WrongKind, string | Words> = {
  missing: 'Bu alan zorunludur',
  empty: 'Bu alan boş olamaz',
  type: ({ expected }) => `Bu alanın türü ${types[expected]} olmalı`,
  form: 'Beklenen biçimde değil',
  option: ({ text }) => (text.includes(', ') ? `Şunlardan biri olmalı: ${text}` : `Değer şu olmalı: ${text}`),
  'unknown-field': 'Böyle bir alan yok',
  'too-short': ({ limit }) => `En az ${limit} karakter olmalı`,
  'too-long': ({ limit }) => `En çok ${limit} karakter olabilir`,
  'too-few': ({ limit }) => (limit === 1 ? 'Liste boş olamaz' : `En az ${limit} öğe olmalı`),
  'too-many': ({ limit }) => `En çok ${limit} öğe olabilir`,
  'too-small': ({ limit }) => `En az ${limit} olmalı`,
  'too-large': ({ limit }) => `En çok ${limit} olabilir`,
  multiple: ({ limit }) => `Değer ${limit} sayısının katı olmalı`,
  email: 'E-posta adresi ad@sirket.example biçiminde olmalı',
  domain: 'Alan adı sirket.example biçiminde olmalı',
  country: 'Ülke kodu TR gibi iki harften oluşmalı',
  uuid: 'Kimlik 00000000-0000-0000-0000-000000000000 biçiminde olmalı',
  day: 'Tarih 2027-01-31 biçiminde olmalı',
  time: 'Zaman 2027-01-31T00:00:00Z biçiminde olmalı',
  days: ({ limit }) => `Süre P1D ile P${limit}D arasında olmalı`,
  phone: 'Telefon numarası +90 212 555 01 00 gibi olmalı',
  bytes: ({ limit }) => `En çok ${limit} bayt (UTF-8) olabilir, ş gibi bir harf 2 bayttır; kısaltın`,
  'one-line': 'Tek satır olmalı; denetim karakteri, yön işareti veya görünmeyen karakter içeremez',
  visible: 'Denetim karakteri, yön işareti veya görünmeyen karakter içeremez',
  'well-formed': 'Yarım karakter içeremez',
  'metadata-key': 'Anahtarlar 1 ile 40 arasında harf, rakam, _ . - içerebilir',
  'metadata-size': ({ limit }) => `En çok ${limit} öğe olabilir`,
  rows: ({ limit }) => `En çok ${limit} satır olabilir; kalanını başka bir istekle gönderin`,
  provider: 'Yalnızca dolaylı bayi için ve onun için mutlaka belirtilmeli',
  'mixed-scripts': ({ text }) => `Bir sözcükte farklı alfabelerin harfleri bulunamaz: “${text}”`,
  'look-alike': ({ text }) => `Metin “${text}” gibi görünen ama o olmayan bir yazı içeremez`,
  'vendor-voice': ({ text }) => `Bir üretici adına konuşamaz: “${text}”`,
  'vendor-name': 'Bir üreticinin adı olamaz',
}

const got = ({ got }: WrongField) => (got ? ` (gelen: ${got.literal ?? types[got.type]})` : '')

export const wrongFieldTr = (field: WrongField): string => {
  const words = kinds[field.kind]
  return `${typeof words === 'string' ? words : words(field)}${got(field)}`
}
