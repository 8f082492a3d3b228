import { listenToStarter } from './apart/port-to-starter'
import { answerRequest } from './intake/answer-request'

// The program of the process apart: it has a name and bytes, answers with blocks, and ends with whoever started it.
listenToStarter((message, answer) => void answerRequest(message).then(answer))
