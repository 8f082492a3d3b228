import { endWhenLarge } from './apart/end-when-large'
import { listenToStarter } from './apart/port-to-starter'
import { answerRequest } from './intake/answer-request'

// The program of the process apart: it has a name and bytes, answers with blocks, and ends with whoever started it.
listenToStarter((message, answer) => void answerRequest(message).then(answer))

/** For the heap and what is unpacked outside of it: a file that needs more would take it from everything else. */
const MOST_MEMORY = 1536 * 1024 * 1024
endWhenLarge(MOST_MEMORY)
