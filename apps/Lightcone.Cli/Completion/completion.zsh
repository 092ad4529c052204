#compdef lightcone
# Completion of lightcone for zsh. In ~/.zshrc, after compinit: eval "$(lightcone completion zsh)"
_lightcone() {
    local line="${LBUFFER}"
    local -a found
    case "$line" in *' '*) line="${line#* }" ;; *) line="" ;; esac
    found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
    compadd -- "${found[@]}"
    _files
}
compdef _lightcone lightcone ./lightcone
