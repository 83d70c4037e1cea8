using System.Net;
using Concentric.Dashboard.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace Concentric.Dashboard.Infrastructure;

/// <summary>
/// Whose word about the caller's address and scheme is believed: that of the proxies the office has set up, and nobody else's.
/// </summary>
/// <param name="Known">From <c>Proxy:Addresses</c>.</param>
internal sealed record ProxyOptions(IReadOnlyList<System.Net.IPNetwork> Known)
{
    public static ProxyOptions Read(SettingsReader reader)
    {
        var known = new List<System.Net.IPNetwork>();
        foreach (var text in (reader.Raw(MachineSettings.Proxies) ?? MachineSettings.Proxies.Default!)
            .Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (System.Net.IPNetwork.TryParse(text, out var network)) known.Add(network);
            else if (IPAddress.TryParse(text, out var address)) known.Add(new(address, address.GetAddressBytes().Length * 8));
            else reader.Complain(MachineSettings.Proxies.Key, text, "Settings.Proxy");
        }

        return new(known);
    }
}

internal static class Proxies
{
    /// <summary>
    /// Takes address and scheme from the last proxy. Also where the framework's own switch (ASPNETCORE_FORWARDEDHEADERS_ENABLED) is on,
    /// which by itself would believe anybody.
    /// </summary>
    public static void AddProxies(this IServiceCollection services) =>
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<ProxyOptions>((options, proxies) =>
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies.Known) options.KnownIPNetworks.Add(network);
    });
}
