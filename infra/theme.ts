import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { webDarkTheme, webLightTheme } from '@fluentui/tokens'

/** The design tokens that the pages use, by our names. Run `node infra/theme.ts` after a change here. */
const tokens = {
  background: 'colorNeutralBackground1',
  surface: 'colorNeutralBackground2',
  sunken: 'colorNeutralBackground3',
  text: 'colorNeutralForeground1',
  muted: 'colorNeutralForeground2',
  line: 'colorNeutralStroke1',
  strong: 'colorNeutralStrokeAccessible',
  brand: 'colorBrandBackground',
  'brand-hover': 'colorBrandBackgroundHover',
  'on-brand': 'colorNeutralForegroundOnBrand',
  link: 'colorBrandForegroundLink',
  focus: 'colorStrokeFocus2',
  'good-text': 'colorStatusSuccessForeground1',
  'good-surface': 'colorStatusSuccessBackground1',
  'warn-text': 'colorStatusWarningForeground3',
  'warn-surface': 'colorStatusWarningBackground1',
  'bad-text': 'colorStatusDangerForeground3',
  'bad-surface': 'colorStatusDangerBackground1',
  'bad-line': 'colorStatusDangerBorder2',
} as const

const declarations = (theme: Record<string, unknown>) =>
  Object.entries(tokens)
    .map(([name, token]) => `--${name}:${theme[token]}`)
    .join(';')

/** The file's whole text: a test holds the committed one to it. */
export const themeSource = () => `/** Written by infra/theme.ts from Fluent's design tokens. */
export const theme = {
  light: '${declarations(webLightTheme)}',
  dark: '${declarations(webDarkTheme)}',
}
`

if (import.meta.main) writeFileSync(resolve(import.meta.dirname, '../shared/views/theme.ts'), themeSource())
