import type { CodeColour } from '../../shared/model/codebook'

/** The colour of a code, as a sign beside its name; a ring for a code without one. */
export function CodeDot({ colour }: { readonly colour: CodeColour | null }) {
  return <span className="code-dot" data-colour={colour ?? undefined} aria-hidden="true" />
}
