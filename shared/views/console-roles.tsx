import { type AdminRoleCode, adminRoleByCode, adminRoles, type Risk } from '../domain/admin-roles.ts'
import { messagesOf } from '../messages/messages.ts'
import { consoleRequestWords } from '../messages/pages/pages.ts'
import { RiskTag } from './console-parts.tsx'
import type { Frame } from './layout.tsx'
import { Choices, Field, type Wrong } from './parts.tsx'

const inputOf = (id: string) => `roles-${adminRoles.findIndex((role) => role.id === id)}`

const risks = ['low', 'medium', 'high', 'critical'] as const satisfies readonly Risk[]

export const highestRisk = (codes: readonly AdminRoleCode[]): Risk =>
  risks.findLast((risk) => codes.some((code) => adminRoleByCode(code).risk === risk)) ?? 'low'

/** All roles by their risk, one duration, and whether it extends. */
export function SingleRoles(props: { frame: Frame; values: URLSearchParams; errors: readonly Wrong[] | undefined }) {
  const { frame, values, errors } = props
  const { locale } = frame
  const { who: words } = consoleRequestWords(locale)
  const { roles, risks: riskWords } = messagesOf(locale)
  const chosen = values.getAll('roles')
  const error = errors?.find(({ field }) => field === 'roles')
  return (
    <fieldset class="single card" id="roles" aria-describedby={error && 'roles-error'} tabindex={-1}>
      {error && (
        <span class="error" id="roles-error">
          {error.message}
        </span>
      )}
      {risks.map((risk) => (
        <details open={risk === 'low' || adminRoles.some((role) => role.risk === risk && chosen.includes(role.id))}>
          <summary>{words.roles({ risk: riskWords[risk].name })}</summary>
          <RoleChoices risk={risk} />
        </details>
      ))}
      <Field
        id="duration"
        type="number"
        label={words.duration}
        hint={words.durationHint}
        value={values.get('duration') ?? '365'}
        errors={errors}
      />
      <Choices
        name="extend"
        legend={words.extendLegend}
        type="checkbox"
        options={[{ value: 'yes', label: words.extend, checked: values.get('extend') === 'yes' }]}
        errors={errors}
      />
    </fieldset>
  )

  function RoleChoices({ risk }: { risk: Risk }) {
    const options = adminRoles.filter((role) => role.risk === risk)
    return (
      <fieldset>
        <legend>{riskWords[risk].meaning}</legend>
        {options.map(({ code, id }) => (
          <div class="choice">
            <input
              type="checkbox"
              id={inputOf(id)}
              name="roles"
              value={id}
              checked={chosen.includes(id)}
              aria-describedby={`roles-${code}-hint`}
            />
            <label for={inputOf(id)}>
              {roles[code].name} <RiskTag locale={locale} risk={adminRoleByCode(code).risk} />
            </label>
            <span class="hint" id={`roles-${code}-hint`}>
              {roles[code].allows}
            </span>
          </div>
        ))}
      </fieldset>
    )
  }
}
