import { createClock, installClock, realNow } from '../infra/local/clock.ts'
import { nextTime } from './start-time.ts'

// Each test file starts at the same time of day, so that no test depends on when the suite runs. TEST_CLOCK chooses
// another start. Always in the future: browsers keep the computer's time, and drop cookies that ended before it.
const start = process.env.TEST_CLOCK ? new Date(process.env.TEST_CLOCK) : nextTime('10:00')
installClock(createClock(BigInt(start.getTime() - realNow())))
