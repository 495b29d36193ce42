import { describe, expect, test } from 'vitest'
import { charsetOf, decodeText } from '../../shared/http/charset.ts'
import { rowsOfCsv } from '../../shared/http/csv.ts'
import { bulkCsv } from '../../shared/http/shapes/bulk.ts'

const rows = (text: string) => rowsOfCsv(text, bulkCsv).rows
const a = { recipient: { email: 'a@contoso.example' } }
const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes)
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')

describe('rows of a CSV', () => {
  test.each([
    ['commas', 'email,name\na@contoso.example,Carla'],
    ['semicolons', 'email;name\r\na@contoso.example;Carla\r\n'],
    ['tabs', 'email\tname\na@contoso.example\tCarla'],
    ['only carriage returns', 'email,name\ra@contoso.example,Carla\r'],
    ['a delimiter that sep= names', 'sep=|\r\nemail|name\r\na@contoso.example|Carla'],
    ['sep= in quotes', '"sep=;"\nemail;name\na@contoso.example;Carla'],
    ['header names in any case, with spaces around', ' EMAIL ; Name\na@contoso.example;Carla'],
    ['trailing empty columns', 'email,name,,\na@contoso.example,Carla,,\n'],
    ['more empty cells than columns', 'email,name\na@contoso.example,Carla,,, \n'],
    ['empty lines and lines of empty cells', 'email,name\n\n,\na@contoso.example,Carla\n,,\n\n'],
  ])('are read from %s', (_what, text) => {
    expect(rows(text)).toEqual([{ recipient: { email: 'a@contoso.example', name: 'Carla' } }])
  })

  test('go where the columns say, and an empty cell is a field left out', () => {
    const text = 'email,company,COUNTRY,TenantId,template,reference,via\na@contoso.example,,AE,x,licensing,PO 1,ses\n'
    expect(rows(text)).toEqual([
      {
        ...a,
        customer: { country: 'AE', tenantId: 'x' },
        adminPrivileges: { template: 'licensing' },
        reference: 'PO 1',
        via: 'ses',
      },
    ])
  })

  test('keep quoted delimiters, doubled quotes and line breaks', () => {
    expect(rows('email,name,company\na@contoso.example,"Haddad, ""C""","two\nlines"')).toEqual([
      { recipient: { email: 'a@contoso.example', name: 'Haddad, "C"', company: 'two\nlines' } },
    ])
  })

  test.each(['=HYPERLINK("http://x")', '+90 212', '-1+1', '@SUM(A1)', "'=1+1"])('keep the cell %s as typed', (cell) => {
    expect(rows(`email\tname\na@contoso.example\t"${cell.replaceAll('"', '""')}"`)).toEqual([
      { recipient: { email: 'a@contoso.example', name: cell } },
    ])
  })

  test('name a cell beyond the header, so that only its row is refused', () => {
    expect(rows('email\na@contoso.example,,x\na@contoso.example')).toEqual([{ ...a, 'column 3': 'x' }, a])
  })

  test.each([
    [
      'an unknown column',
      'email,password\n',
      'The CSV column "password" is not known. The first line names the columns: email, name, ',
    ],
    ['a column without a name', 'email,,name\n', 'CSV column 2 has no name.'],
    ['a column twice', 'email,name,Email\n', 'The CSV has the column email twice.'],
    ['no address column', 'name\nCarla', 'The CSV has no column email.'],
    ['nothing', '', 'The CSV has no column email.'],
    ['a quote that does not end', 'email,name\n"x,2', 'in line 2 a quote opens a cell and none closes it'],
    ['the same after a quoted line break', 'email,name\n"x\ny",1\n"z', 'in line 4 a quote opens'],
    ['the same after sep=', 'sep=,\nemail,name\n"x', 'in line 3 a quote opens'],
    ['a quote in the middle', 'email,name\n1"2,3', 'in line 2 a cell has a quote but does not begin with one'],
    ['text after a quoted cell', 'email,name\n"1"2,3', 'in line 2 text follows the quote'],
  ])('are refused in our own words for %s', (_what, text, sentence) => {
    expect(() => rows(text)).toThrow(sentence)
  })
})

describe('text of a file', () => {
  test.each([
    ['UTF-8', Buffer.from('Şirket'), {}],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffŞirket'), {}],
    ['UTF-16LE with a byte order mark', utf16('Şirket'), {}],
    ['UTF-16BE with a byte order mark', utf16('Şirket').swap16(), {}],
    ['windows-1254 that is named', bytesOf(0xde, 0x69, 0x72, 0x6b, 0x65, 0x74), { charset: 'Windows-1254' }],
    ['ISO-8859-9 that is named', bytesOf(0xde, 0x69, 0x72, 0x6b, 0x65, 0x74), { charset: 'iso-8859-9' }],
    ['a mark that contradicts the charset', Buffer.from('\ufeffŞirket'), { charset: 'windows-1254' }],
    [
      'UTF-8 that the gateway made of another charset',
      Buffer.from('Şirket'),
      { charset: 'windows-1254', asText: true },
    ],
  ])('is read from %s', (_what, bytes, options) => {
    expect(decodeText(bytes, options)).toBe('Şirket')
  })

  test.each([
    ['windows-1254 without its name', bytesOf(0xde, 0x69), {}],
    ['UTF-16 without a mark', Buffer.from('Ali', 'utf16le'), {}],
    ['bytes that the gateway has replaced', Buffer.from('\ufffdirket'), { asText: true }],
  ])('is refused with what to do for %s', (_what, bytes, options) => {
    expect(() => decodeText(bytes, options)).toThrow(
      'The body is not text in utf-8. Save the file as "CSV UTF-8", or name its encoding in the Content-Type, such as application/csv; charset=windows-1254.',
    )
  })

  test.each(['klingon', 'utf-7', 'x'.repeat(100)])('is refused for the unknown charset %s', (charset) => {
    expect(() => decodeText(Buffer.from('a'), { charset })).toThrow(/^The charset .{1,40} is not known\. Send UTF-8/)
  })

  test.each([
    ['text/csv', undefined],
    ['text/csv; charset=windows-1254', 'windows-1254'],
    ['text/csv;header=present; Charset="utf-16"', 'utf-16'],
  ])('%s names the charset %s', (type, charset) => {
    expect(charsetOf(type)).toBe(charset)
  })
})
