import { Failure } from '../../shared/contract/failure'

/** Another program changed the document: what it wrote is what is to be read from now on. */
export class ChangedOutside extends Failure {
  constructor(message: string) {
    super('changed-outside', message)
  }
}
