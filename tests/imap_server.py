"""pymap, which also takes a token instead of the password (XOAUTH2), as servers of Microsoft 365 and Google do."""

from pymap.main import main
from pysasl import SASLAuth
from pysasl.creds.external import ExternalVerificationRequired
from pysasl.creds.plain import PlainCredentials
from pysasl.mechanism import ServerChallenge
from pysasl.mechanism.oauth import OAuth2Mechanism

from tests.letters import ACCESS_TOKEN, PASSWORD


class Tokens(OAuth2Mechanism):
    """pysasl reads what the client says, and leaves it to the server which tokens it knows. Of another one this server
    first says why, and the client has to answer that before it is refused."""

    def server_attempt(self, responses):
        asked, final = super().server_attempt(responses)
        try:
            asked.verify(None)
        except ExternalVerificationRequired as shown:
            if shown.token != ACCESS_TOKEN and len(responses) == 1:
                raise ServerChallenge(b'{"status":"400","schemes":"Bearer"}') from shown
            return PlainCredentials(asked.authzid, PASSWORD if shown.token == ACCESS_TOKEN else ""), final


if __name__ == "__main__":
    known = SASLAuth.defaults().server_mechanisms
    SASLAuth.defaults = classmethod(lambda cls: cls([*known, Tokens()]))
    main()
