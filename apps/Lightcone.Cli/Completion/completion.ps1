# Completion of lightcone for PowerShell. In $PROFILE: lightcone completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName lightcone -ScriptBlock {
    param($word, $syntax, $position)
    $line = $syntax.ToString().PadRight($position)
    $program, $line = $line -split ' ', 2
    & $program "[suggest:$($line.Length)]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
