using System.CommandLine;
using System.CommandLine.Help;
using System.Net;
using System.Net.Sockets;
using Lightcone.Foundation.Input;
using Lightcone.Lab.Hosting;
using Lightcone.Lab.Routes;

namespace Lightcone.Lab.Entry;

/// <summary>The command <c>lightcone lab</c>.</summary>
internal static class LabCommand
{
    private const string DefaultRuns = "runs";

    /// <summary>Reads the options, starts the server, and waits for its end.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        Option<int> port = new("--port") { Description = "The port, 1 to 65535; left out, a free one.", HelpName = "N" };
        Option<string?> listen = new("--listen") { Description = "Listen on this address of the machine, for others; needs a password.", HelpName = "ADDRESS" };
        Option<string?> passwordFile = new("--password-file") { Description = $"A file whose first line is the password, at least {Password.Shortest} characters.", HelpName = "FILE" };
        Option<string> runs = new("--runs") { Description = "The folder that keeps the runs.", HelpName = "DIR", DefaultValueFactory = static _ => DefaultRuns };
        Option<bool> noOpen = new("--no-open") { Description = "Do not open the browser." };
        Option<bool> noBuild = new("--no-build") { Description = "Serve the page as it was built before." };
        Option<string?> export = new("--export") { Description = "Write the page to a new folder for any web host, without this server, and end.", HelpName = "DIR" };
        Command command = new("lab", "See it, break it, teach it: a page on this machine. Prints its link, and serves until Ctrl-C.") { port, listen, passwordFile, runs, export, noOpen, noBuild };
        command.Add(new HelpOption());
        command.SetAction(parse => parse.GetValue(export) is { } folder ? Export(parse, folder, [port, listen, passwordFile, runs], !parse.GetValue(noBuild), error) : Serve(
            new LabOptions
            {
                Address = Address(parse.GetValue(listen), parse.GetValue(passwordFile)),
                Port = Port(parse.GetValue(port), parse.GetResult(port) is { Implicit: false }),
                Runs = parse.GetValue(runs)!,
                Password = parse.GetValue(passwordFile) is { } file ? ReadPassword(file) : null,
            },
            !parse.GetValue(noOpen), !parse.GetValue(noBuild), output, error));
        try
        {
            ParseResult parse = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            return parse.Errors.Count > 0 && parse.Action is not HelpAction ? Refuse(parse, command, error) : parse.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception exception)
        {
            return Explain(exception, error);
        }
    }

    private static int Serve(LabOptions options, bool opens, bool builds, TextWriter output, TextWriter error)
    {
        using EndSignal end = new();
        string? page = PageSource.Find(builds, error);
        if (page is null)
            error.WriteLine("The server answers without its page (/api/openapi.json says what).");
        LabServer server = Start(options with { Page = page });
        try
        {
            // All addresses are no address that a browser can open.
            bool isEverywhere = options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any);
            string here = isEverywhere ? $"http://127.0.0.1:{new Uri(server.Address).Port}" : server.Address, link = $"{here}/#token={server.Token}";
            output.WriteLine(link);
            output.Flush();
            error.WriteLine($"The lab is at this link; the token in it is the key. Runs are kept in {options.Runs}. Ctrl-C ends it.");
            if (opens)
                Browser.Open(link, error);
            end.Wait();
            error.WriteLine("Ending; jobs keep what they have.");
            return server.Stop().GetAwaiter().GetResult() ? ExitCode.Done : ExitCode.Interrupted;
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static int Export(ParseResult parse, string folder, Option[] ofServer, bool builds, TextWriter error)
    {
        if (ofServer.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) is { } odd)
            throw new InputException($"{odd.Name} is for a server, and --export starts none. Leave it out.");
        string? page = PageSource.Find(builds, error);
        if (page is null)
        {
            error.WriteLine($"Nothing was written to {folder}.");
            return ExitCode.BadInput;
        }

        (int files, long bytes) = PageExport.Write(page, folder);
        error.WriteLine(FormattableString.Invariant($"{EditDistance.Count(files, "file")}, {bytes / 1e6:0.0} MB, written to {folder}. Put it on any web host; here: python3 -m http.server --directory {folder}"));
        return ExitCode.Done;
    }

    private static LabServer Start(LabOptions options)
    {
        try
        {
            return LabServer.Start(options).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot listen on {options.Address}, port {options.Port}: {exception.Message.TrimEnd('.')}. Choose another port, or leave --port out for a free one.");
        }
    }

    private static IPAddress Address(string? listen, string? passwordFile)
    {
        if (listen is null)
            return IPAddress.Loopback;
        if (!IPAddress.TryParse(listen, out IPAddress? address))
            throw new InputException($"--listen {listen}: expected an address of this machine, for instance 192.168.1.20, or 0.0.0.0 for all of them.");
        return passwordFile is not null || IPAddress.IsLoopback(address)
            ? address
            : throw new InputException($"--listen {listen}: others could ask this machine to compute, so a password is needed. Write one of at least {Password.Shortest} characters into a file and give --password-file FILE.");
    }

    private static int Port(int port, bool isGiven) => port is >= 1 and <= 65_535 || !isGiven ? port : throw new InputException($"--port {port}: expected 1 to 65535. Leave it out for a free one.");

    private static string ReadPassword(string file)
    {
        if (!File.Exists(file))
            throw new InputException("there is no such file. Write the password into its first line.", new SourceLocation(file));
        string password = File.ReadLines(file).FirstOrDefault()?.Trim() ?? "";
        return password.Length >= Password.Shortest ? password : throw new InputException($"the first line has {EditDistance.Count(password.Length, "character")}; a password has at least {Password.Shortest}.", new SourceLocation(file, 1));
    }

    private static int Refuse(ParseResult parse, Command command, TextWriter error)
    {
        string[] known = [.. command.Options.Select(static option => option.Name)];
        error.WriteLine(parse.UnmatchedTokens is [var word, ..]
            ? $"lightcone: lightcone lab has no {(word.StartsWith('-') ? "option" : "argument")} '{word}'.{(EditDistance.Nearest(word, known) is { } near ? $" Did you mean {near}?" : "")}"
            : $"lightcone lab: {string.Join(' ', parse.Errors.Select(static each => Plain(each.Message)).Distinct())}");
        error.WriteLine("See lightcone lab --help.");
        return ExitCode.BadInput;
    }

    // System.CommandLine names .NET types; a person is told what may stand there.
    private static string Plain(string message)
    {
        int type = message.IndexOf(" as expected type", StringComparison.Ordinal);
        return type < 0 ? message : $"{message[..type].Replace("Cannot parse argument", "cannot read", StringComparison.Ordinal)}: a whole number within the limits of the help was expected.";
    }

    private static int Explain(Exception exception, TextWriter error)
    {
        if (Environment.GetEnvironmentVariable("LIGHTCONE_DEBUG") == "1")
            error.WriteLine(exception);
        (int code, string message) = exception switch
        {
            FormatException => (ExitCode.BadInput, exception.Message),
            IOException or UnauthorizedAccessException => (ExitCode.BadInput, $"{exception.Message.TrimEnd('.')}. Choose another file or folder."),
            _ => (ExitCode.Defect, $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")} This is a defect of Lightcone; LIGHTCONE_DEBUG=1 shows where."),
        };
        error.WriteLine($"lightcone: {message}");
        return code;
    }
}
