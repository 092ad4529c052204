using Lightcone.Shared.Tests;

namespace Lightcone.Cli.Tests;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("cer", "certify")]
    [InlineData("eva", "evaluate")]
    [InlineData("draw net", "network")]
    [InlineData("completion ", "bash zsh powershell")]
    [InlineData("run add", "addition")]
    [InlineData("certify par", "parity")]
    [InlineData("run addition --eng", "--engine")]
    [InlineData("learn --se", "--seed")]
    public void The_directive_lists_what_may_stand_there(string line, string expected)
    {
        (int code, string output, string error) = CommandLine.Run($"[suggest:{line.Length}]", line);
        Assert.Equal((0, ""), (code, error));
        string[] candidates = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(expected.Split(' '), candidate => Assert.Contains(candidate, candidates));
    }

    [Fact]
    public void Only_what_stands_before_the_position_counts() =>
        Assert.Equal(CommandLine.Run("[suggest]", "cer").Output, CommandLine.Run("[suggest:3]", "certify parity").Output);

    [Theory]
    [InlineData("bash", "complete -o bashdefault -o default -F _lightcone lightcone")]
    [InlineData("zsh", "compdef _lightcone lightcone")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName lightcone")]
    public void Each_shell_has_its_script(string shell, string part)
    {
        (int code, string output, _) = CommandLine.Line($"completion {shell}");
        Assert.Equal(0, code);
        Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_shell_is_refused_with_those_that_exist()
    {
        (int code, _, string error) = CommandLine.Line("completion bsh");
        Assert.Equal(2, code);
        Assert.Contains("Did you mean bash?", error, StringComparison.Ordinal);
    }

    /// <summary>The script of bash, run by bash, with the program that was built beside these tests under the name lightcone.</summary>
    [Theory]
    [InlineData("lightcone certify par", "parity")]
    [InlineData("lightcone certif", "certify")]
    [InlineData("lightcone run addition --eng", "--engine")]
    public void Bash_completes_by_asking_the_program(string typed, string expected)
    {
        string bash = OutsideJudge.Bash.Require();
        string program = Path.Combine(AppContext.BaseDirectory, "Lightcone.Cli.dll");
        string[] words = typed.Split(' ');
        string script = $"lightcone() {{ dotnet '{program}' \"$@\"; }}; eval \"$(lightcone completion bash)\"; COMP_LINE='{typed}' COMP_POINT={typed.Length} COMP_CWORD={words.Length - 1} COMP_WORDS=({string.Join(' ', words)}); _lightcone; printf '%s\\n' \"${{COMPREPLY[@]}}\"";
        (int code, string output, string error) = CommandLine.Process(bash, $"-c\u001f{script}", CommandLine.Root);
        Assert.True(code == 0, error);
        Assert.Equal([expected], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
