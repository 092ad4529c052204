namespace Lightcone;

/// <summary>What a line of questions and answers is.</summary>
public enum AnswerForm
{
    /// <summary>A word and a word as long: one output symbol for each input symbol.</summary>
    Word,

    /// <summary>A word and one symbol, which is read off where the signal ends.</summary>
    LastSymbol,

    /// <summary>A number and its image.</summary>
    Number,

    /// <summary>Two numbers with a sign between them, and what they make.</summary>
    Operands,
}
