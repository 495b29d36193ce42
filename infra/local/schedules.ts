import type { DeadLetter } from './batch.ts'
import type { Functions } from './functions.ts'
import { type Iam, refusal } from './iam.ts'
import type { Logs } from './logs.ts'
import { stop } from './stop.ts'
import { type Resource, readableName, type Stack } from './template.ts'

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
  const enabled = settings.stack
    .ofType<ScheduleProperties>('AWS::Scheduler::Schedule')
    .filter(({ properties }) => properties.State !== 'DISABLED')
  for (const schedule of enabled) checkDeadLetters(schedule, settings.iam)
  const schedules = enabled.map((schedule) => ({
    run: () => runSchedule(schedule, settings),
    interval: intervalOf(schedule),
  }))
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

function checkDeadLetters({ id, properties }: Resource<ScheduleProperties>, iam: Iam) {
  const queue = properties.Target.DeadLetterConfig?.Arn
  if (queue && !iam.allows(id, 'sqs:SendMessage', queue))
    stop(`Schedule ${id}: its role does not allow sqs:SendMessage on its dead-letter queue ${queue}.`)
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
  const queueOf = (target: string) =>
    settings.stack
      .ofType<{ DeadLetterConfig?: { TargetArn: string } }>('AWS::Lambda::Function')
      .find((f) => f.id === target)?.properties.DeadLetterConfig?.TargetArn
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
    // the event reached the function, so its own queue takes what failed there
    destination: queueOf(functionId),
    function: readableName(functionId),
    condition: 'RetriesExhausted',
    reason,
    payload: JSON.parse(input),
  })
}
