import type { CompletedCommand, CompletedOption } from "./completedCommands.ts";

/** A completion script for zsh's `_arguments`. */
export function zsh(commands: CompletedCommand[]): string {
  return `#compdef loss-landscape
# zsh completion: loss-landscape completion zsh > a folder of $fpath/_loss-landscape
_loss_landscape() {
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments '--help[print help]' '--version[print the version]'
    return
  fi
  local command="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$command" in
${commands.map(commandCase).join("\n")}
  esac
}
compdef _loss_landscape loss-landscape
`;
}

function commandCase({ name, options, words, takesFile }: CompletedCommand): string {
  const specs = options.map(optionSpec);
  if (takesFile) specs.push(quoted("1:manifest:_files"));
  if (words.length > 0) specs.push(quoted(`1:word:(${words.join(" ")})`));
  return `    ${name})\n      _arguments \\\n        ${specs.join(" \\\n        ")}\n      ;;`;
}

function optionSpec({
  flag,
  description,
  takesValue,
  takesFile,
  isList,
  words,
}: CompletedOption): string {
  const text = description.replace(/[[\]:\\]/g, "\\$&");
  if (!takesValue) return quoted(`${flag}[${text}]`);
  const action = takesFile
    ? "_files"
    : words.length === 0
      ? " "
      : isList
        ? `_sequence compadd - ${words.join(" ")}`
        : `(${words.join(" ")})`;
  return quoted(`${flag}[${text}]:value:${action}`);
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
