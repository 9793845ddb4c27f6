"""The nouns of the archive, one a file, each with the QuerySet that carries its query vocabulary."""

from .alert import Alert, AlertDelivery, AlertRequest, Announced, Arrival, Endpoint
from .appearance import Appearance, ArticlePlace
from .article import Article
from .correction import Correction, Target, ValueRead
from .issue import Issue, Page
from .mail import MailRule
from .official import Official, OfficialName
from .place import Place
from .post import Post, Tenure, TenureProof
from .redirect import Redirect
from .registered import RegisteredTerm
from .review import ReviewItem
from .sealed import SealedCollections
from .search import ArticleSearch, Photograph, SamePhotograph, SharedPrint
from .source import ImportRun, SourceFile
from .suppression import Suppression

__all__ = [
    "Alert",
    "AlertDelivery",
    "AlertRequest",
    "Announced",
    "Appearance",
    "Arrival",
    "Article",
    "ArticlePlace",
    "ArticleSearch",
    "Correction",
    "Endpoint",
    "ImportRun",
    "Issue",
    "MailRule",
    "Official",
    "OfficialName",
    "Page",
    "Photograph",
    "Place",
    "Post",
    "Redirect",
    "RegisteredTerm",
    "ReviewItem",
    "SamePhotograph",
    "SealedCollections",
    "SharedPrint",
    "SourceFile",
    "Suppression",
    "Target",
    "Tenure",
    "TenureProof",
    "ValueRead",
]
