namespace Lightcone.Lab.Jobs;

/// <summary>Something that happened to a job.</summary>
/// <param name="Id">Its number, from 1 and without gaps.</param>
/// <param name="Type">What kind of event.</param>
/// <param name="Data">A JSON object in UTF-8, on one line.</param>
internal sealed record JobEvent(int Id, string Type, byte[] Data);
