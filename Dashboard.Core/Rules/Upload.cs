namespace Concentric.Rules;

/// <summary>A file that somebody sends: what it is called, and its bytes up to a limit.</summary>
public static class Upload
{
    private const int BufferBytes = 64 * InputLimits.Kilobyte;

    /// <summary>The name without the folders that some browsers, and whoever forges one, send with it.</summary>
    public static string NameOf(string name) => Path.GetFileName(name.Replace('\\', '/'));

    /// <summary>Copies what comes in, and stops once it is more than it may be: what is sent beyond that is not read.</summary>
    /// <param name="content">As it comes in.</param>
    /// <param name="into">Holds one buffer more than is allowed at most.</param>
    /// <param name="most">Bytes that it may have.</param>
    /// <returns>False when it is more.</returns>
    public static async Task<bool> ReceiveAsync(Stream content, Stream into, long most, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        var length = 0L;
        while (length <= most && await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            await into.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            length += read;
        }

        return length <= most;
    }
}
