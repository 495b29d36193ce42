import { httpFunction } from '../http-function.ts'
import { pages } from './pages.tsx'

/** Signs people in and out of the pages, and keeps the pages' own files. It touches no table. */
export const handler = httpFunction('sign-in', {}, pages)
