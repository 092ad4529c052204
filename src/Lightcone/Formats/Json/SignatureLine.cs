using System.Text.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats.Json;

/// <summary>A rule's signature and boundary on one line of JSON, behind a keyword: what a foreign format cannot say rides in one of its comments, so that our own files come back exactly.</summary>
/// <param name="Signature">Alphabets and offsets.</param>
/// <param name="Boundary">The boundary, or null where the file says none.</param>
internal sealed record SignatureLine(Signature Signature, Boundary? Boundary)
{
    private const string Keyword = "lightcone-signature ";

    /// <summary>The line without a mark of comment before it.</summary>
    public string Format() => Keyword + JsonText.WriteLine(writer =>
    {
        writer.WriteNumber("version", RuleJson.Version);
        SignatureJson.Write(writer, Signature);
        if (Boundary is not null)
            AutomatonJson.WriteBoundary(writer, Boundary, Signature.State);
    });

    /// <summary>Reads the line if it is one: the text may begin with a mark of comment and spaces.</summary>
    /// <exception cref="InputException">It begins like one and goes on otherwise.</exception>
    public static SignatureLine? TryParse(ReadOnlySpan<char> line, string? file, int number)
    {
        ReadOnlySpan<char> text = line.TrimStart("#/ ");
        if (!text.StartsWith(Keyword, StringComparison.Ordinal))
            return null;
        try
        {
            using JsonDocument document = JsonText.Parse(text[Keyword.Length..].ToString(), null);
            JsonText json = new(document.RootElement, null, "$");
            json.Int32("version", 1, RuleJson.Version);
            Signature signature = SignatureJson.Read(json);
            return new(signature, json.Find("boundary") is { } boundary ? AutomatonJson.ReadBoundary(boundary, signature.State) : null);
        }
        catch (InputException exception)
        {
            throw new InputException($"the signature is damaged: {exception.Problem} Restore the line, or remove it: the file is then read as one of another program.", new SourceLocation(file, number));
        }
    }
}
