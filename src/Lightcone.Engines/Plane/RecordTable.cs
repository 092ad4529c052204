using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lightcone.Engines.Plane;

/// <summary>
/// Records by number, equal ones kept once. The records lie one after another; a table of 32-bit places with open addressing finds them. Four bits of a place repeat the hash, so that a record that is not there is told by
/// one line of memory, and one that is there by two. Number 0 is none.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
internal sealed unsafe class RecordTable<T> : IDisposable
    where T : unmanaged, IRecord<T>
{
    private const int IndexBits = 28;
    private const uint IndexMask = (1u << IndexBits) - 1;
    private const long FirstRoom = 1 << 13;

    /// <summary>How often a long piece of work looks whether it should end.</summary>
    private const int Watch = 1 << 14;

    private readonly MemoryBudget budget;
    private readonly NativeBuffer<T> records = new(FirstRoom);
    private readonly NativeBuffer<ulong> used = new(FirstRoom / 64);
    private NativeBuffer<uint> places = new(2 * FirstRoom);
    private T* start;
    private uint* slots;
    private int shift;
    private uint mask;
    private long most;
    private long next = 1;
    private long top = 1;

    /// <param name="budget">What the table may take.</param>
    public RecordTable(MemoryBudget budget)
    {
        this.budget = budget;
        budget.TryTake((FirstRoom * NativeBuffer<T>.Stride) + (FirstRoom / 8) + (2 * FirstRoom * sizeof(uint)));
        start = records.Start;
        Point(places);
    }

    /// <summary>Bytes that an empty table takes.</summary>
    public static long LeastBytes => (FirstRoom * NativeBuffer<T>.Stride) + (FirstRoom / 8) + (2 * FirstRoom * sizeof(uint));

    /// <summary>How many records there are.</summary>
    public long Count { get; private set; }

    /// <summary>Numbers below this one have been given.</summary>
    public long Top => top;

    /// <summary>How many more records there is room for without growing.</summary>
    public long Room => most - Count;

    /// <summary>Gives the memory back; nothing can be read afterwards.</summary>
    public void Dispose()
    {
        records.Dispose();
        used.Dispose();
        places.Dispose();
    }

    /// <summary>The record with a number; valid until the table grows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* At(int number) => start + number;

    /// <summary>Asks the memory for the place of a record that will be looked up soon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Expect(ulong hash)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(slots + (hash >> shift));
    }

    /// <summary>Asks the memory for the record that is probably at the place of a hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ExpectRecord(ulong hash)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
            System.Runtime.Intrinsics.X86.Sse.Prefetch0(start + (slots[hash >> shift] & IndexMask));
    }

    /// <summary>The number of the record with this key, which is added when it is new. There must be <see cref="Room"/>.</summary>
    public int Find(in T record) => Find(record, T.Hash(record));

    /// <inheritdoc cref="Find(in T)"/>
    /// <param name="record">The record.</param>
    /// <param name="hash">Its hash.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(in T record, ulong hash)
    {
        uint tag = (uint)hash & ~IndexMask;
        uint slot = (uint)(hash >> shift);
        while (true)
        {
            uint place = slots[slot];
            if (place == 0)
                return Add(record, slot, tag);
            if (((place ^ tag) & ~IndexMask) == 0 && T.AreSame(start[place & IndexMask], record))
                return (int)(place & IndexMask);
            slot = (slot + 1) & mask;
        }
    }

    /// <summary>Makes room for at least so many more records, and for as many as there are.</summary>
    /// <returns>Whether the budget has that.</returns>
    public bool TryGrow(long more, CancellationToken cancellation)
    {
        if (records.Length - 1 - Count < more)
        {
            long wanted = Math.Min(Math.Max(records.Length * 3 / 2, records.Length + more), (long)IndexMask + 1);
            // Towards the limit half of what is left each time, so that both tables of a universe come to their share.
            long affordable = records.Length + (budget.Left / 2 / (NativeBuffer<T>.Stride + 12));
            wanted = Math.Min(wanted, affordable) & ~63L;
            if (wanted < records.Length + more || !budget.TryTake(((wanted - records.Length) * NativeBuffer<T>.Stride) + ((wanted - records.Length) / 8)))
                return false;
            long before = used.Length;
            records.Grow(wanted);
            used.Grow(wanted / 64);
            new Span<ulong>(used.Start + before, (int)(used.Length - before)).Clear();
            start = records.Start;
            Point(places);
        }

        return places.Length / 4 * 3 - Count >= more || TryWiden(cancellation);
    }

    /// <summary>Forgets all marks.</summary>
    public void Unmark() => used.Clear();

    /// <summary>Marks a record as one to be kept.</summary>
    /// <returns>Whether it was not marked.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Mark(int number)
    {
        ulong bit = 1UL << (number & 63);
        ref ulong word = ref used.Start[number >> 6];
        bool isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    /// <summary>Whether a record is marked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsMarked(int number) => ((used.Start[number >> 6] >> (number & 63)) & 1) != 0;

    /// <summary>Forgets all records that are not marked; their numbers are given again.</summary>
    /// <exception cref="OperationCanceledException">Some records are not found any more, until it is done again.</exception>
    public void Sweep(CancellationToken cancellation)
    {
        places.Clear();
        Count = 0;
        for (long number = 1; number < top; number++)
        {
            if (number % Watch == 0)
                cancellation.ThrowIfCancellationRequested();
            if (!IsMarked((int)number))
                continue;
            Insert(places, (uint)number);
            Count++;
        }

        next = 1;
    }

    private bool TryWiden(CancellationToken cancellation)
    {
        long length = 2 * places.Length;
        if (length > 1L << 31 || !budget.TryTake(length * sizeof(uint)))
            return false;
        NativeBuffer<uint> wider = new(length);
        int narrow = shift;
        try
        {
            Point(wider);
            for (long slot = 0; slot < places.Length; slot++)
            {
                if (slot % Watch == 0)
                    cancellation.ThrowIfCancellationRequested();
                if (places.Start[slot] != 0)
                    Insert(wider, places.Start[slot] & IndexMask);
            }
        }
        catch (OperationCanceledException)
        {
            Point(places);
            budget.TryTake(-length * sizeof(uint));
            wider.Dispose();
            throw;
        }

        budget.TryTake(-places.Length * sizeof(uint));
        places.Dispose();
        places = wider;
        return true;
    }

    private void Insert(NativeBuffer<uint> into, uint number)
    {
        ulong hash = T.Hash(start[number]);
        uint slot = (uint)(hash >> shift);
        while (into.Start[slot] != 0)
            slot = (slot + 1) & mask;
        into.Start[slot] = number | ((uint)hash & ~IndexMask);
    }

    private int Add(in T record, uint slot, uint tag)
    {
        // Below the top the marks say which numbers are free.
        while (next < top && IsMarked((int)next))
            next++;
        long number = next++;
        top = Math.Max(top, next);
        used.Start[number >> 6] |= 1UL << (int)(number & 63);
        start[number] = record;
        slots[slot] = (uint)number | tag;
        Count++;
        return (int)number;
    }

    private void Point(NativeBuffer<uint> at)
    {
        slots = at.Start;
        shift = 64 - BitOperations.Log2((ulong)at.Length);
        mask = (uint)(at.Length - 1);
        most = Math.Min(records.Length - 1, at.Length / 4 * 3);
    }
}
