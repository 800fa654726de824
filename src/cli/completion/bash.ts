import type { CompletedCommand, CompletedOption } from "./completedCommands.ts";

/** A completion script for bash 3.2 and later, without the bash-completion package. */
export function bash(commands: CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  return `# bash completion for loss-landscape:  source <(loss-landscape completion bash)
_loss_landscape() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local words="" list="" head=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(valueCases).join("\n")}
  *)
    case "\${COMP_WORDS[1]}" in
${commands.map(commandCase).join("\n")}
    esac
    ;;
  esac
  if [ -n "$list" ]; then
    case "$current" in *,*) head="\${current%,*},"; current="\${current##*,}" ;; esac
  fi
  COMPREPLY=($(compgen -P "$head" -W "$words" -- "$current"))
}
complete -o default -F _loss_landscape loss-landscape
`;
}

function valueCases({ name, options }: CompletedCommand): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map((option) => `  "${name} ${option.flag}") ${valueWords(option)} ;;`);
}

function valueWords({ words, isList, takesFile }: CompletedOption): string {
  if (takesFile) return "return";
  return `words="${words.join(" ")}"${isList ? " list=1" : ""}`;
}

function commandCase({ name, options, words, takesFile }: CompletedCommand): string {
  const flags = options.map(({ flag }) => flag);
  // Where files are expected, options come only after a dash.
  const guard = takesFile ? `case "$current" in -*) ;; *) return ;; esac; ` : "";
  return `    ${name}) ${guard}words="${[...words, ...flags].join(" ")}" ;;`;
}
