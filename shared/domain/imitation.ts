import type * as z from 'zod'
import { type Rule, rule } from './rules.ts'

/** Latin letter -> what is written in its place to look like it (Cyrillic, Greek, digits, signs). */
const lookAlikes = {
  a: 'аα4',
  b: 'вβ',
  c: 'сϲ',
  d: 'ԁ',
  e: 'еёε3',
  f: 'ƒ',
  h: 'һ',
  i: 'іїιıɩl1ӏ|!',
  j: 'ј',
  k: 'кκ',
  m: 'м',
  n: 'пη',
  o: 'оοσ0',
  p: 'рρ',
  r: 'г',
  s: 'ѕ5$ſ',
  t: 'тτ',
  u: 'υц',
  v: 'ѵν',
  w: 'ԝω',
  x: 'хχ',
  y: 'уγ',
}
const latinOf = new Map(Object.entries(lookAlikes).flatMap(([latin, looks]) => [...looks].map((look) => [look, latin])))

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}|!$]/gu, '')

/** What a hurried reader sees: every look-alike as its Latin letter, nothing between the letters. */
const seen = (text: string) =>
  [...plain(text).normalize('NFD').replace(/\p{M}/gu, '')]
    .map((character) => latinOf.get(character) ?? character)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')

// names under which a forger would write, and who in that house would write to a customer
const vendors = ['microsoft', 'office365', 'azuread', 'entraid']
const vendor = '(?:microsoft(?: ?365)?|office ?365|azure(?: ?ad)?|entra(?: ?id)?)'
const department =
  '(?:support|help ?desk|security|account|billing|verification|team|service|destek|güvenlik|hesap|fatura|doğrulama|ekib)'
const posesInName = new RegExp(`(?<!\\p{L})${vendor}[\\s'’.-]+${department}`, 'iu')
// a text may offer support for the vendor's products; what is written like a proper name poses as the vendor
const posesInText = new RegExp(`(?<!\\p{L})${vendor}[\\s'’.-]+${department}`, 'giu')

const otherScript = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u
const words = (text: string) => text.match(/[\p{L}\p{M}]+/gu) ?? []
const mixesScripts = (word: string) => otherScript.test(word) && /\p{Script=Latin}/u.test(word)

export interface Imitation {
  rule: Rule
  /** the part that poses */
  text: string
}

/**
 * Why a name or text poses as somebody else, or undefined. `name`: of a partner or a person, who bears no vendor's name;
 * `company`: of a customer, which may; `text`: a message, which may speak of the vendor but not in its name.
 */
export function imitation(text: string, kind: 'name' | 'company' | 'text'): Imitation | undefined {
  const mixed = words(text).find(mixesScripts)
  if (mixed) return { rule: 'mixed-scripts', text: mixed }
  const look = vendors.find((name) => seen(text).includes(seen(name)) && !plain(text).includes(name))
  if (look) return { rule: 'look-alike', text: look }
  const poses = kind === 'text' ? titled(text) : posesInName.exec(text)?.[0]
  if (poses) return { rule: 'vendor-voice', text: poses }
  if (kind === 'name' && vendors.some((name) => plain(text).includes(name))) return { rule: 'vendor-name', text }
  return undefined
}

const titled = (text: string) => text.match(posesInText)?.find((found) => /\s\p{Lu}\S*$/u.test(found))

/** Refuses what poses as somebody else, naming the field. */
export const honest = <T extends z.ZodType<string>>(schema: T, kind: 'name' | 'company' | 'text'): T =>
  schema.check(({ value, issues }) => {
    const found = imitation(value, kind)
    if (!found) return
    const { error: message, params } = rule(found.rule, { text: found.text })
    issues.push({ code: 'custom', message, params, input: value })
  }) as T
