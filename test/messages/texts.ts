// every placeholder stands as «name», so that its surroundings can be looked at; a bare value as «value»
const marks = new Proxy({}, { get: (_, name) => (name === Symbol.toPrimitive ? () => '«value»' : `«${String(name)}»`) })

/** Every text by its path, functions called with marks in place of their values. */
export function texts(table: object, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(table)) {
    const at = path === '' ? key : `${path}.${key}`
    if (typeof value === 'string') found.set(at, value)
    else if (typeof value === 'function') found.set(at, String(value(marks)))
    else for (const [k, v] of texts(value, at)) found.set(k, v)
  }
  return found
}

const placeholders = (text: string) => [...new Set(text.match(/«\w+»/g))].sort().join(' ')

/** Everything that is wrong with a translation. `sameInBoth` names what may read the same in both languages. */
export function faults(original: object, translation: object, sameInBoth: readonly string[] = []): string[] {
  const translated = texts(translation)
  const found = [...translated]
    .filter(([, text]) => /[\p{L}\p{N}'’-]«|»[\p{L}\p{N}'’-]/u.test(text))
    .map(([path]) => `${path}: something is glued on to a placeholder`)
  for (const [path, text] of texts(original)) {
    const other = translated.get(path) ?? ''
    if (other === text && sameInBoth.includes(path)) continue
    if (other.trim() === '') found.push(`${path}: missing`)
    else if (other === text) found.push(`${path}: not translated`)
    else if (placeholders(other) !== placeholders(text)) found.push(`${path}: other placeholders`)
  }
  return found
}

/** What no text may hold: a vendor's name (role names are names), an address of the web, an empty sentence. */
export const unfit = (table: object) =>
  [...texts(table)]
    .filter(([, text]) => /microsoft|https?:|www\.|\w@\w(?!\w*\.example)|\.(com|net)\b|^\s*$/i.test(text))
    .map(([path]) => path)

/** Names often end with a full stop (`Ltd. Şti.`): a sentence that ends with one would have two. */
export const endsWithName = (table: object) =>
  [...texts(table)]
    .filter(([, text]) => /«(partner|customer|contact|operator|by|name|provider)»\.(\s|$)/.test(text))
    .map(([path]) => path)
