namespace Lightcone.Flows.Typed;

/// <summary>What a piece of text is.</summary>
internal enum TokenKind
{
    Name,
    Number,
    Mark,
    Separator,
    End,
}

/// <summary>A piece of text and where it begins.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    /// <summary>How a message calls it.</summary>
    public string Found => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.Separator => "the end of the statement",
        _ => $"'{Text}'",
    };
}
