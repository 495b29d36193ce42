import { Logger } from '@aws-lambda-powertools/logger'

/** One JSON line an entry. Never hand it a body, a header, a link, an address or a stored item. */
export const logger = new Logger()
