import * as z from 'zod'

/** The version that a form was shown with. Anything else is never the current one: the form counts as outdated. */
export const shownVersion = z.coerce.number().int().nonnegative().catch(0)
