import type { Mail } from './blocks.ts'
import { HtmlBlock, Words } from './render-blocks.tsx'
import { css, rules } from './render-styles.ts'
import { renderText } from './render-text.ts'
import { visibleLine } from './render-words.ts'

/** The one frame of every mail: 600 pixels of tables for Outlook, fluid below, light and dark. */
const Layout = ({ mail }: { mail: Mail }) => (
  <html lang={mail.locale} dir="ltr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
      <title>{visibleLine(mail.subject)}</title>
      <style dangerouslySetInnerHTML={{ __html: rules }} />
    </head>
    <body class="page" style={css.page}>
      <div style={css.preheader}>
        <Words text={mail.preheader} />
      </div>
      <table
        role="presentation"
        class="page"
        width="100%"
        cellpadding="0"
        cellspacing="0"
        border={0}
        bgcolor="#eef2f2"
        style={css.frame}
      >
        <tr>
          <td class="frame" align="center" style={css.margin}>
            <table
              role="presentation"
              class="card"
              width="600"
              cellpadding="0"
              cellspacing="0"
              border={0}
              bgcolor="#ffffff"
              style={css.card}
            >
              <tr>
                <td class="pad" bgcolor="#134e4a" style={css.header}>
                  <Words text={mail.header} />
                </td>
              </tr>
              <tr>
                <td class="pad" align="left" style={css.content}>
                  {mail.blocks.map((block) => (
                    <HtmlBlock block={block} />
                  ))}
                </td>
              </tr>
              <tr>
                <td class="pad line" align="left" style={css.footer}>
                  {mail.footer.map((line) => (
                    <p class="mute" style={css.small}>
                      <Words text={line} />
                    </p>
                  ))}
                </td>
              </tr>
            </table>
          </td>
        </tr>
      </table>
    </body>
  </html>
)

export interface RenderedMail {
  subject: string
  text: string
  html: string
}

/** Both parts of a mail from the same blocks, so that they cannot tell different things. */
export const renderMail = (mail: Mail): RenderedMail => ({
  subject: visibleLine(mail.subject),
  text: renderText(mail),
  html: `<!doctype html>${(<Layout mail={mail} />).toString()}`,
})
