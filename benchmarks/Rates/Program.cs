using System.Globalization;
using Lightcone.Rates;

// dotnet run -c Release --project benchmarks/Rates [-- interpreted]
// With DOTNET_EnableAVX512=0, DOTNET_EnableAVX2=0 or DOTNET_EnableHWIntrinsic=0 set it measures narrower vectors; told "interpreted", a process in which no code is made.
if (args is ["interpreted"])
    AppContext.SetSwitch("System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", false);
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Report.Write(Console.Out);
