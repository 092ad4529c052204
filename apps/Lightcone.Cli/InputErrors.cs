using Lightcone.Foundation.Input;

namespace Lightcone.Cli;

/// <summary>What a library refuses with an argument exception was, at the command line, the user's choice: it becomes bad input instead of a defect.</summary>
internal static class InputErrors
{
    /// <exception cref="InputException">The library refused.</exception>
    public static T Translate<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException exception)
        {
            throw new InputException(InputException.SentenceOf(exception));
        }
    }
}
