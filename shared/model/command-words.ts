/** How a person who runs Sourcebook from its folder types a command of it, as README has it: “npx sourcebook backup list”. */
export function commandWords(command: string): string {
  return `“npx sourcebook ${command}”`
}

/** As `commandWords`, for the start of the app with what follows `npm start --`. */
export function startWords(options: string): string {
  return `“npm start -- ${options}”`
}
