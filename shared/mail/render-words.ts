// control characters and everything invisible that could reorder or hide text; the joiners that some scripts need stay
const invisible = /(?![\u200c\u200d])\p{Cf}/gu
const scheme = /(?:[a-z0-9+.-]{0,30}:\/\/)+/gi
const www = /(?<![\p{L}\p{N}])(?:www\.)+/giu

/** One visible line that no mail program reads as a link: without schemes, `www.`, control and bidi characters. */
export const visibleLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(scheme, '')
    .replace(www, '')
    .trim()

/** The same for several lines; line breaks of any kind are kept, more than one empty line in a row is not. */
export const visibleLines = (text: string): string =>
  text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u)
    .map(visibleLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
