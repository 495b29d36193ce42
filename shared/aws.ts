import { AsyncLocalStorage } from 'node:async_hooks'
import { NodeHttpHandler } from '@smithy/node-http-handler'

const budgets = new AsyncLocalStorage<AbortSignal>()

/** Runs what serves one request. Once the signal aborts, its calls to AWS end, and no further one is made. */
export const withinBudget = <T>(signal: AbortSignal, run: () => T): T => budgets.run(signal, run)

class BudgetedHandler extends NodeHttpHandler {
  override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>) {
    return super.handle(request, { abortSignal: budgets.getStore(), ...options })
  }
}

export interface CallLimits {
  /** how often a call is tried */
  attempts: number
  /** how long one attempt may take */
  attemptMilliseconds: number
  /** whether connections stay open for the next call */
  keepAlive: boolean
}

/** All attempts of one call fit into the time that a function has for a request. */
export const usualLimits: CallLimits = { attempts: 3, attemptMilliseconds: 3000, keepAlive: true }

// counts from the call, so it includes the wait for one of the 50 sockets when many calls come together
const connectMilliseconds = 2000

/** The settings of every AWS client: a call that gets no answer ends. */
export const clientSettings = (limits: Partial<CallLimits> = {}) => {
  const { attempts, attemptMilliseconds, keepAlive } = { ...usualLimits, ...limits }
  return {
    maxAttempts: attempts,
    requestHandler: new BudgetedHandler({
      connectionTimeout: connectMilliseconds,
      requestTimeout: attemptMilliseconds,
      // without it the handler only logs that the time is over, and waits on
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive },
      httpsAgent: { keepAlive },
    }),
  }
}
