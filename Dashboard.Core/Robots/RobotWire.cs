using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Concentric.Robots;

/// <summary>How to reach a robot, key and secret in clear. Never logged or shown.</summary>
/// <param name="Secret">What messages are signed with; null for none.</param>
public sealed record RobotAddress(RobotForm Form, Uri Base, string Key, string? Secret)
{
    /// <summary>Says nothing of key and secret, wherever it is written.</summary>
    public override string ToString() => $"{Form} {Base.Host}";
}

/// <summary>What a platform answered.</summary>
/// <param name="Problem">Null when the robot has the message.</param>
/// <param name="Answer">The platform's own code and words, for whoever keeps the robot.</param>
/// <param name="Pause">How long the robot wants to be left alone.</param>
public sealed record RobotAnswer(RobotProblem? Problem, string? Answer = null, TimeSpan Pause = default);

/// <summary>
/// Messages as the three platforms take them: 企业微信 群机器人, 钉钉 自定义机器人, 飞书 自定义机器人, each a text message by POST. All three
/// answer most refusals with HTTP 200 and a code that is not 0.
/// </summary>
public static class RobotWire
{
    /// <summary>Bytes of UTF-8 that a text message of 企业微信 may have.</summary>
    public const int WeComTextBytes = 2_048;

    /// <summary>Bytes of the whole body for 钉钉 and 飞书, whose limit is said to be 20 KB: the smaller reading of it.</summary>
    public const int BodyBytes = 20_000;

    /// <summary>The longest answer that is read, in bytes.</summary>
    public const int MostAnswer = 65_536;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // 频率超限, and 并发超限.
    private static readonly int[] WeComLimits = [45009, 45033];

    // 发送速度太快; the newer interface says 410100.
    private static readonly int[] DingTalkLimits = [130101, 410100, 660026];

    private static readonly int[] FeishuLimits = [11232, 9499];

    // 钉钉 keeps a robot that was too fast silent for ten minutes.
    private static readonly TimeSpan DingTalkPause = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(1);

    // Key unknown; 关键词、加签、来源地址 not matched; signature or time wrong, address not allowed, keyword missing.
    private static readonly int[] NotAccepted = [93000, 40001, 40014, 300001, 300005, 310000, 19001, 19021, 19022, 19024];

    /// <summary>Where each platform's own installation is.</summary>
    public static string StandardBase(RobotForm form) => form switch
    {
        RobotForm.WeCom => "https://qyapi.weixin.qq.com",
        RobotForm.DingTalk => "https://oapi.dingtalk.com",
        _ => "https://open.feishu.cn",
    };

    /// <summary>True when messages of the form can be signed.</summary>
    public static bool Signs(RobotForm form) => form != RobotForm.WeCom;

    /// <summary>Where a message goes. It holds the key, so it is for the request only.</summary>
    public static Uri AddressOf(RobotAddress robot, DateTimeOffset now)
    {
        var start = robot.Base.AbsoluteUri.TrimEnd('/');
        var key = Uri.EscapeDataString(robot.Key);
        switch (robot.Form)
        {
            case RobotForm.WeCom:
                return new($"{start}/cgi-bin/webhook/send?key={key}");
            case RobotForm.Feishu:
                return new($"{start}/open-apis/bot/v2/hook/{key}");
        }

        var address = $"{start}/robot/send?access_token={key}";
        if (robot.Secret is null) return new(address);
        var time = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return new($"{address}&timestamp={time}&sign={Uri.EscapeDataString(Sign(robot.Secret, $"{time}\n{robot.Secret}"))}");
    }

    /// <summary>The body of a text message.</summary>
    public static byte[] BodyOf(RobotForm form, string? secret, string text, DateTimeOffset now)
    {
        if (form != RobotForm.Feishu)
            return Write(new JsonObject { ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = text } });
        var body = new JsonObject();
        if (secret is not null)
        {
            var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            body["timestamp"] = time;
            body["sign"] = Sign($"{time}\n{secret}", "");
        }

        body["msg_type"] = "text";
        body["content"] = new JsonObject { ["text"] = text };
        return Write(body);
    }

    /// <summary>True when a text is no longer than the platform takes.</summary>
    public static bool Takes(RobotForm form, bool isSigned, string text) => form == RobotForm.WeCom
        ? Encoding.UTF8.GetByteCount(text) <= WeComTextBytes
        : BodyOf(form, isSigned ? "x" : null, text, DateTimeOffset.UnixEpoch.AddDays(20_000)).Length <= BodyBytes;

    /// <summary>What an answer means.</summary>
    /// <param name="status">Of HTTP.</param>
    /// <param name="body">As far as it was read.</param>
    /// <param name="retryAfter">From the header; null without one.</param>
    public static RobotAnswer Read(RobotForm form, int status, string body, TimeSpan? retryAfter)
    {
        var pause = retryAfter ?? (form == RobotForm.DingTalk ? DingTalkPause : UsualPause);
        var (code, words) = Parse(form, body);
        var answer = code is { } said && said != 0 ? $"{said} {words}".TrimEnd() : status == 200 ? null : $"HTTP {status}";
        if (status == 429 || (code is { } limit && Limits(form).Contains(limit))) return new(RobotProblem.Limited, answer, pause);
        if (code is { } known && NotAccepted.Contains(known)) return new(RobotProblem.NotAccepted, answer);
        if (status is < 200 or > 299)
            return new(status is 401 or 403 or 404 ? RobotProblem.NotAccepted : RobotProblem.Refused, answer);
        return code switch
        {
            0 => new(null),
            // Whatever it is, it is not the platform that answers.
            null => new(RobotProblem.Refused, "HTTP " + status.ToString(CultureInfo.InvariantCulture)),
            _ => new(RobotProblem.Refused, answer),
        };
    }

    private static int[] Limits(RobotForm form) => form switch
    {
        RobotForm.WeCom => WeComLimits,
        RobotForm.DingTalk => DingTalkLimits,
        _ => FeishuLimits,
    };

    private static (int? Code, string? Words) Parse(RobotForm form, string body)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject answer) return (null, null);
            var (code, words) = form == RobotForm.Feishu ? ("code", "msg") : ("errcode", "errmsg");
            // The older interface of 飞书 says StatusCode.
            var number = answer[code] ?? (form == RobotForm.Feishu ? answer["StatusCode"] : null);
            return (number?.GetValue<int>(), answer[words]?.ToString());
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            return (null, null);
        }
    }

    private static byte[] Write(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString(Json));

    private static string Sign(string key, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
