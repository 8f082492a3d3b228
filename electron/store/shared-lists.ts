import { Actors, Codebook } from '../../shared/model/codebook'
import type { Books } from '../../shared/model/edit-codebook'
import { noViews, SavedViews } from '../../shared/model/excerpts'
import type { StagedChange } from './change-together'
import type { Home } from './home'
import { type Changed, StoredDocument } from './stored-document'

/** What stages other books; a list that stays the same object is not written. */
type StageBooks = (after: Books) => (() => Promise<StagedChange | null>)[]

/** What a notebook has one of: its codebook, its actors and its saved views. */
export class SharedLists {
  #documents: ReturnType<typeof openAll>

  constructor(
    private readonly home: Home,
    private readonly keep: boolean,
  ) {
    this.#documents = openAll(home)
  }

  /** Each of the two is the same object until it changes. */
  async readBooks(): Promise<Books> {
    const { codebook, actors } = this.#toRead()
    const [issuesMeasuresCodes, people] = await Promise.all([codebook.read(), actors.read()])
    return { codebook: issuesMeasuresCodes, actors: people }
  }

  changeCodebook(change: (codebook: Codebook) => Codebook): Promise<Changed<Codebook>> {
    return this.#documents.codebook.change(change)
  }

  changeActors(change: (actors: Actors) => Actors): Promise<Changed<Actors>> {
    return this.#documents.actors.change(change)
  }

  /** For a change of several documents: runs `job` while nobody else changes codebook or actors, with what stages a change. */
  holdBooks<Value>(job: (books: Books, stage: StageBooks) => Promise<Value>): Promise<Value> {
    const { codebook, actors } = this.#documents
    const stage: StageBooks = (after) => [
      () => codebook.stage(() => after.codebook),
      () => actors.stage(() => after.actors),
    ]
    return codebook.hold(() => actors.hold(async () => job(await this.readBooks(), stage)))
  }

  readViews(): Promise<SavedViews> {
    return this.#toRead().views.read()
  }

  changeViews(change: (views: SavedViews) => SavedViews): Promise<Changed<SavedViews>> {
    return this.#documents.views.change(change)
  }

  /** Look at a file again, and put it right where it is damaged or gone. Throws a Failure when it is lost. */
  mend(list: 'codebook' | 'actors' | 'views'): Promise<void> {
    return this.#documents[list].lookAgain()
  }

  /** Look at the lists that were saved, before they are forgotten. */
  async lookBack(): Promise<void> {
    for (const document of Object.values(this.#documents)) await document.lookBack()
  }

  /** Runs `job`, which may put other files in the place of these, while nobody changes them; they are read anew. */
  replace<Value>(job: () => Promise<Value>): Promise<Value> {
    const { codebook, actors, views } = this.#documents
    const replacing = async () => {
      try {
        return await job()
      } finally {
        this.#documents = openAll(this.home)
      }
    }
    return codebook.hold(() => actors.hold(() => views.hold(replacing)))
  }

  /** Where somebody else may change the files at any time, nothing that was read is kept. */
  #toRead() {
    if (!this.keep) this.#documents = openAll(this.home)
    return this.#documents
  }
}

function openAll(home: Home) {
  return {
    codebook: new StoredDocument(home, { name: 'codebook.json', schema: Codebook }),
    actors: new StoredDocument(home, { name: 'actors.json', schema: Actors }),
    // It is written when the first view is saved.
    views: new StoredDocument(home, { name: 'views.json', schema: SavedViews }, noViews),
  }
}
