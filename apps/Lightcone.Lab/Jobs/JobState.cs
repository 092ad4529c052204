namespace Lightcone.Lab.Jobs;

/// <summary>What a job is at.</summary>
internal enum JobState
{
    /// <summary>Others are before it.</summary>
    Waiting,

    /// <summary>It is computed.</summary>
    Running,

    /// <summary>It was asked to stop and has not yet.</summary>
    Stopping,

    /// <summary>It was stopped, by a person or with an earlier server, and can go on.</summary>
    Stopped,

    /// <summary>It has its result.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,
}
