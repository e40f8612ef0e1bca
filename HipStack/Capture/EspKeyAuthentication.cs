namespace HiperNet.HipStack.Capture;

/// <summary>The authentications of ESP that a table of keys can name.</summary>
public enum EspKeyAuthentication
{
    /// <summary>None, or the cipher's own.</summary>
    Null,

    /// <summary>HMAC-SHA-1-96 (RFC 2404).</summary>
    HmacSha1,

    /// <summary>HMAC-SHA-256-128 (RFC 4868).</summary>
    HmacSha256,

    /// <summary>Another one with an ICV of 128 bits, which is not checked.</summary>
    Any128,
}
