import type { Block, Mail } from './blocks.ts'
import { visibleLine, visibleLines } from './render-words.ts'

const columns = 78

/** Visible words, broken at spaces to fit where they allow. `first` starts the first line, `rest` all others. */
export function wrap(text: string, first = '', rest = first): string {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of visibleLine(text).split(' ')) {
    if (!empty && line.length + 1 + word.length > columns) {
      lines.push(line)
      line = rest + word
    } else line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line].join('\n')
}

function underlined(text: string, stroke: string): string {
  const title = wrap(text)
  return `${title}\n${stroke.repeat(Math.max(...title.split('\n').map((line) => line.length)))}`
}

const quoted = (text: string) =>
  visibleLines(text)
    .split('\n')
    .map((line) => wrap(line, '> ').trimEnd())
    .join('\n')

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return underlined(block.text, '=')
    case 'title':
      return underlined(block.text, '-')
    case 'paragraph':
      return wrap(block.text)
    case 'facts':
      return block.rows.map(([label, value]) => wrap(`${label}: ${value}`, '', '  ')).join('\n')
    case 'quote':
      return `${underlined(block.title, '-')}\n\n${quoted(block.text)}`
    case 'list':
      return block.items.map((item) => wrap(item, '- ', '  ')).join('\n')
    case 'entries':
      return block.items
        .map(({ name, tag, text }) => `${wrap(`${name} (${tag})`, '- ', '  ')}\n${wrap(text, '  ')}`)
        .join('\n')
    case 'button':
      return `${wrap(block.label)}:\n${block.link}\n\n${wrap(block.note)}`
    case 'fallback':
      return `${wrap(block.codeIntro)}\n${block.code}`
  }
}

/** The plain text part: the same blocks, 78 columns where words allow, link and code each on a line of its own. */
export const renderText = ({ header, blocks, footer }: Mail): string =>
  `${[wrap(header), ...blocks.map(blockText), ['--', ...footer.map((line) => wrap(line))].join('\n')].join('\n\n')}\n`
