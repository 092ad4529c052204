using System.CommandLine;

namespace Lightcone.Cli.Verbs;

/// <summary>How to cite the program and the two papers it builds on.</summary>
internal static class CiteVerb
{
    private static readonly Source[] Sources =
    [
        new("lightcone", "software", "The Lightcone maintainers", $"Lightcone: learn a local rule, prove it, run it exactly (version {HostInfo.Version})", "2026", null),
        new("wei2026spatiotemporal", "misc", "Zichao Wei", "On the Spatiotemporal Dynamics of Generalization in Neural Networks", "2026", "2602.01651"),
        // The list of authors was not available when this was written; a reader completes it from the paper's page.
        new("constraint2025generalization", "misc", null, "Constraint Breeds Generalization: Temporal Dynamics as an Inductive Bias", "2025", "2512.23916"),
    ];

    public static Command Create()
    {
        Option<bool> json = Verb.JsonOption();
        Verb verb = new("cite", "Print how to cite Lightcone and the papers it builds on, as BibTeX.", "lightcone cite > lightcone.bib", "lightcone cite --json");
        verb.Add(json);
        return verb.Does((parse, terminal) =>
        {
            if (parse.GetValue(json))
                terminal.Json(writer => JsonList.Objects(writer, "sources", Sources, source =>
                {
                    foreach ((string name, string value) in source.Fields().Prepend(("key", source.Key)))
                        writer.WriteString(name, value);
                }));
            else
                terminal.Out.Write(string.Join("\n", Sources.Select(static source => source.BibTex())));
            return ExitCode.Done;
        });
    }

    private sealed record Source(string Key, string Kind, string? Author, string Title, string Year, string? Arxiv)
    {
        public IEnumerable<(string Name, string Value)> Fields()
        {
            if (Author is not null)
                yield return ("author", Author);
            yield return ("title", Title);
            yield return ("year", Year);
            if (Arxiv is null)
                yield break;
            yield return ("eprint", Arxiv);
            yield return ("archivePrefix", "arXiv");
            yield return ("url", $"https://arxiv.org/abs/{Arxiv}");
        }

        // Double braces keep the capitals and an author that is not a person's name.
        public string BibTex() =>
            $"@{Kind}{{{Key},\n" + string.Join(",\n", Fields().Select(static field => $"  {field.Name,-13} = {{{(field.Name is "title" ? $"{{{field.Value}}}" : field.Value.StartsWith("The ", StringComparison.Ordinal) ? $"{{{field.Value}}}" : field.Value)}}}")) + "\n}\n";
    }
}
