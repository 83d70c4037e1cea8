using Concentric.Settings;
using Microsoft.Extensions.Options;

namespace Concentric.Tests.TestData;

internal static class Fixed
{
    /// <summary>Options that stay as they are.</summary>
    public static IOptionsMonitor<T> Of<T>(T value) => new FixedOptions<T>(value);
}
