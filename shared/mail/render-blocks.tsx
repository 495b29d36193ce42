import type { Block } from './blocks.ts'
import { css, tones } from './render-styles.ts'
import { visibleLine, visibleLines } from './render-words.ts'

/** Visible words. Whatever a mail program would turn into a link is broken up by spans. */
export const Words = ({ text }: { text: string }) => (
  <>
    {visibleLine(text)
      .split(/(?<=\S)([.:@])(?=\S)/)
      .map((part, i) => (i % 2 === 1 ? <span>{part}</span> : part))}
  </>
)

const Lines = ({ text }: { text: string }) => (
  <>
    {visibleLines(text)
      .split('\n')
      .map((line, i) => (
        <>
          {i > 0 && <br />}
          <Words text={line} />
        </>
      ))}
  </>
)

const Title = ({ text }: { text: string }) => (
  <h2 class="ink" style={css.title}>
    <Words text={text} />
  </h2>
)

const Small = ({ text }: { text: string }) => (
  <p class="mute" style={css.small}>
    <Words text={text} />
  </p>
)

const Facts = ({ rows }: { rows: [label: string, value: string][] }) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0} style={css.facts}>
    {rows.map(([label, value]) => (
      <tr valign="top">
        <td class="mute" style={css.label}>
          <Words text={label} />
        </td>
        <td class="ink" style={css.value}>
          <Words text={value} />
        </td>
      </tr>
    ))}
  </table>
)

const Quote = ({ title, text }: { title: string; text: string }) => (
  <>
    <Title text={title} />
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
      <tr>
        <td class="quote ink" style={css.quote}>
          <Lines text={text} />
        </td>
      </tr>
    </table>
  </>
)

const List = ({ items }: { items: string[] }) => (
  <ul class="ink" style={css.list}>
    {items.map((item) => (
      <li style={css.item}>
        <Words text={item} />
      </li>
    ))}
  </ul>
)

const Entries = ({ items }: Extract<Block, { kind: 'entries' }>) => (
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border={0}>
    <tr>
      <td class="ink" style={css.entries}>
        {items.map(({ name, tag, tone, text }) => (
          <p class="line" style={css.entry}>
            <strong>
              <Words text={name} />{' '}
              <span style={`${css.tag};${tones[tone]}`}>
                <Words text={tag} />
              </span>
            </strong>
            <br />
            <Words text={text} />
          </p>
        ))}
      </td>
    </tr>
  </table>
)

const Button = ({ label, note, link }: Extract<Block, { kind: 'button' }>) => (
  <>
    <table role="presentation" class="wide" cellpadding="0" cellspacing="0" border={0} style={css.buttonFrame}>
      <tr>
        <td class="button" align="center" bgcolor="#0f766e" style={css.button}>
          <a class="anchor" href={link} style={css.anchor}>
            <Words text={label} />
          </a>
        </td>
      </tr>
    </table>
    <Small text={note} />
  </>
)

const Fallback = ({ title, linkIntro, link, codeIntro, code }: Extract<Block, { kind: 'fallback' }>) => (
  <>
    <Title text={title} />
    <Small text={linkIntro} />
    <p class="ink" style={css.code}>
      {link}
    </p>
    <Small text={codeIntro} />
    <p class="ink" style={css.code}>
      {code}
    </p>
  </>
)

export function HtmlBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h1 class="ink" style={css.heading}>
          <Words text={block.text} />
        </h1>
      )
    case 'title':
      return <Title text={block.text} />
    case 'paragraph':
      return (
        <p class="ink" style={css.paragraph}>
          <Words text={block.text} />
        </p>
      )
    case 'facts':
      return <Facts rows={block.rows} />
    case 'quote':
      return <Quote title={block.title} text={block.text} />
    case 'list':
      return <List items={block.items} />
    case 'entries':
      return <Entries kind="entries" items={block.items} />
    case 'button':
      return <Button kind="button" label={block.label} note={block.note} link={block.link} />
    case 'fallback':
      return (
        <Fallback
          kind="fallback"
          title={block.title}
          linkIntro={block.linkIntro}
          link={block.link}
          codeIntro={block.codeIntro}
          code={block.code}
        />
      )
  }
}
