using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Concentric.Dashboard.Api;

/// <summary>Lets a caller ask whether anything has changed, without the answer being made or sent.</summary>
internal static class EntityTag
{
    /// <summary>
    /// Sets the tag of an answer that follows from the given facts alone, and tells whether the caller has that answer already.
    /// </summary>
    public static bool IsUnchanged(HttpContext context, params IEnumerable<object?> facts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', facts)));
        // Weak, for the answer may be sent compressed or not.
        var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(hash.AsSpan(0, 16))}\"", isWeak: true);
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new() { Private = true, NoCache = true };
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
    }
}
