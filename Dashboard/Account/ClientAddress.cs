using System.Net;
using System.Net.Sockets;

namespace Concentric.Dashboard.Account;

/// <summary>From where a request comes, as failures and calls are counted.</summary>
internal static class ClientAddress
{
    /// <summary>IPv4 in digits; of IPv6 the first half, because one customer has a whole /64 of it.</summary>
    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <inheritdoc cref="Of(HttpContext)"/>
    public static string Of(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } =>
            Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.MapToIPv4().ToString(),
    };
}
