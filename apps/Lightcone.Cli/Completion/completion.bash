# Completion of lightcone for bash. In ~/.bashrc: eval "$(lightcone completion bash)"
_lightcone() {
    local line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}"
    case "$line" in *' '*) line="${line#* }" ;; *) line="" ;; esac
    mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word")
}
complete -o bashdefault -o default -F _lightcone lightcone ./lightcone
