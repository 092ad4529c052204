using System.Security.Cryptography;
using System.Text;
using Lightcone.Lab.Problems;

namespace Lightcone.Lab.Routes;

/// <summary>A password that is kept as a hash, and asked for slowly: one attempt at a time, and few in the queue.</summary>
internal sealed class Password : IDisposable
{
    /// <summary>The fewest characters.</summary>
    public const int Shortest = 12;

    private const int Rounds = 200_000;
    private const int Queue = 4;
    private readonly byte[] salt = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] hash;
    private readonly SemaphoreSlim one = new(1);
    private int waiting;

    public Password(string text) => hash = Hash(text);

    /// <summary>Whether this is it. Takes some tenths of a second whatever was given.</summary>
    /// <exception cref="ProblemException">Too many ask at a time.</exception>
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
                return CryptographicOperations.FixedTimeEquals(await Task.Run(() => Hash(text), CancellationToken.None), hash);
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
