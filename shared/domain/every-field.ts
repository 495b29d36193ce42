// `keyof` of a union has the common fields only
type FieldOf<T> = T extends unknown ? keyof T : never

/**
 * For `{...} satisfies EveryField<T>`: a field of T that the object does not have is a compile error, also an optional one.
 * Each decoder, encoder and API shape has it, so that no field is lost silently. `LeftOut` names what is missing on purpose.
 */
export type EveryField<T, LeftOut extends FieldOf<T> = never> = Record<Exclude<FieldOf<T>, LeftOut>, unknown>

/** T with all keys required; an optional value may still be undefined. What returns it cannot skip a field. */
export type Complete<T> = T extends unknown ? { [Field in keyof Required<T>]: T[Field] } : never

/** T itself while it has these fields only, never once it has more: for functions that turn T into a text. */
export type Only<T, Fields extends FieldOf<T>> = [Exclude<FieldOf<T>, Fields>] extends [never] ? T : never
