using System.Security.Cryptography;
using System.Text;
using Lightcone.Lab.Problems;

namespace Lightcone.Lab.Routes;

/// <summary>A password that is kept as a hash, and asked for slowly: one attempt at a time, few in the queue, and few wrong ones a minute.</summary>
internal sealed class Password : IDisposable
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 12;

    /// <summary>So many wrong ones within <see cref="Span"/>, whoever gave them; then none is looked at for a while. Who has the printed link needs none.</summary>
    public const int MostWrong = 20;

    /// <summary>The time over which wrong ones are counted.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    private const int Rounds = 200_000;
    private const int Queue = 4;
    private readonly byte[] salt = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] hash;
    private readonly SemaphoreSlim one = new(1);
    private readonly TimeProvider clock;
    private readonly Queue<long> wrong = [];
    private int waiting;

    /// <param name="text">The password.</param>
    /// <param name="clock">Times the wrong ones.</param>
    public Password(string text, TimeProvider clock) => (this.clock, hash) = (clock, Hash(text));

    /// <summary>Whether this is it. Takes some tenths of a second whatever was given.</summary>
    /// <exception cref="ProblemException">Too many ask at a time, or too many were wrong lately.</exception>
    public async Task<bool> Is(string text, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref waiting) > Queue)
        {
            Interlocked.Decrement(ref waiting);
            throw ProblemException.TooMany("Several passwords are being looked at.", "Try again in some seconds.");
        }

        try
        {
            await one.WaitAsync(cancellation);
            try
            {
                while (wrong.TryPeek(out long first) && clock.GetElapsedTime(first) >= Span)
                    wrong.Dequeue();
                if (wrong.Count >= MostWrong)
                    throw ProblemException.TooMany("Too many wrong passwords were given in the last minute.", "Try again in a minute, or open the link that the server printed.");
                bool isRight = CryptographicOperations.FixedTimeEquals(await Task.Run(() => Hash(text), CancellationToken.None), hash);
                if (!isRight)
                    wrong.Enqueue(clock.GetTimestamp());
                return isRight;
            }
            finally
            {
                one.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Nobody asks any more.</summary>
    public void Dispose() => one.Dispose();

    private byte[] Hash(string text) => Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(text), salt, Rounds, HashAlgorithmName.SHA256, 32);
}
