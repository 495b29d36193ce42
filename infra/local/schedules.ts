import type { DeadLetter } from './batch.ts'
import type { Functions } from './functions.ts'
import { type Iam, refusal } from './iam.ts'
import type { Logs } from './logs.ts'
import { stop } from './stop.ts'
import type { Resource, Stack } from './template.ts'

interface ScheduleProperties {
  ScheduleExpression: string
  State?: 'ENABLED' | 'DISABLED'
  Target: {
    Arn: string
    Input?: string
    RetryPolicy?: { MaximumRetryAttempts?: number }
    DeadLetterConfig?: { Arn?: string }
  }
}

interface ScheduleSettings {
  stack: Stack
  functions: Functions
  iam: Iam
  logs: Logs
  deadLetters: DeadLetter[]
}

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Runs the template's schedules at their pace, and all of them once on demand. */
export function startSchedules(settings: ScheduleSettings) {
  const schedules = settings.stack
    .ofType<ScheduleProperties>('AWS::Scheduler::Schedule')
    .filter(({ properties }) => properties.State !== 'DISABLED')
    .map((schedule) => ({ run: () => runSchedule(schedule, settings), interval: intervalOf(schedule) }))
  const timers = schedules.map(({ run, interval }) => setInterval(() => void run(), interval))
  return {
    runAll: async () => {
      for (const { run } of schedules) await run()
    },
    stop: () => {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

function intervalOf({ id, properties }: Resource<ScheduleProperties>) {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(properties.ScheduleExpression) ?? []
  const ms = Number(count) * (unitMs[unit] ?? Number.NaN)
  if (ms > 0) return ms
  return stop(
    `Schedule ${id} runs at "${properties.ScheduleExpression}"; the local environment knows rate(n minutes|hours|days).`,
  )
}

async function runSchedule({ id, properties }: Resource<ScheduleProperties>, settings: ScheduleSettings) {
  const { functions, iam, logs, deadLetters } = settings
  const { Target } = properties
  const functionId = Target.Arn.split(':').at(-1) ?? ''
  if (!iam.allows(id, 'lambda:InvokeFunction', Target.Arn))
    return logs.add(id, `AccessDeniedException: ${refusal(id, 'lambda:InvokeFunction', Target.Arn)}`)
  const input = (Target.Input ?? '{}').replaceAll('<aws.scheduler.scheduled-time>', new Date().toISOString())
  // an asynchronous event that fails is tried twice more, whatever the schedule's own policy says about reaching the function
  const retries = Math.min(2, Target.RetryPolicy?.MaximumRetryAttempts ?? 2)
  let reason = ''
  for (let attempt = 0; attempt <= retries; attempt++) {
    const outcome = await functions.invoke(functionId, JSON.parse(input))
    if ('payload' in outcome) return
    reason = outcome.message
  }
  deadLetters.push({
    at: new Date().toISOString(),
    destination: Target.DeadLetterConfig?.Arn,
    function: functionId,
    condition: 'RetriesExhausted',
    reason,
    payload: JSON.parse(input),
  })
}
